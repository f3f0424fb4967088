// The address of a web site as people type it, as browsers compare it. Pure.

/** How an address looks, in every language. */
export const SAMPLE_ADDRESS = 'shop.example.org';

/** shop.example.org/cart -> https://shop.example.org. Null: that is no address of the web. */
export function originOf(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `${isLocal(text) ? 'http' : 'https'}://${text}`);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return url.hostname.includes('.') || isLocal(url.host) ? url.origin : null;
}

const isLocal = (host: string) => /^(localhost|127\.0\.0\.1|\[::1\])(?=$|[:/])/i.test(host);

/** One a line; each once. `bad`: the first line that is none. */
export function originsOf(typed: string): { readonly origins: readonly string[]; readonly bad: string | null } {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => ({ line: line.trim(), origin: originOf(line) }));
  const origins = new Set(read.flatMap(({ origin }) => origin ?? []));
  return { origins: [...origins], bad: read.find(({ origin }) => origin === null)?.line ?? null };
}

/** The one line that a page needs. */
export function embedLine(server: string, siteKey: string): string {
  return `<script async src="${server}/widget.js" data-site="${siteKey}"></script>`;
}

export const examplePage = (siteKey: string): string => `/widget/example?site=${siteKey}`;
