// Which addresses may be links: only those of the web and of mail. Where one ends in a text, and how it is shown: a host that
// mixes scripts as punycode. Pure.
import { isPlainHost } from './plain-host.ts';

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const MAX_UNITS = 2_048;

export function safeUrl(address: string): URL | null {
  if (address.length > MAX_UNITS || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (!SCHEMES.has(url.protocol)) return null;
  return url.protocol === 'mailto:' ? (url.pathname.includes('@') ? url : null) : url;
}

/** At its beginning: an address that stands in a text by itself. */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"'`\u2013-\u2015\u2018-\u201f\u2026\u3000-\u303f\uff00-\uffef]{1,2049}|mailto:[^\s<>"'`@]{1,320}@[^\s<>"'`\u2013-\u2015\u2018-\u201f\u2026\u3000-\u303f\uff00-\uffef]{1,2049}/iy;
/** Han that follows a Latin word at once is the next word of the sentence, and `](` ends the words of a link. */
const END = /(?<=[\w%#&])(?=\p{Script=Han})|\]\(/u;
const TRAILING = new Set('.,;:!?…\'"])}>*_~');

/** An address without the punctuation behind it; a closing bracket stays where it has its opening one. */
function withoutTrailing(address: string): string {
  let end = address.length;
  while (end > 0 && TRAILING.has(address[end - 1] ?? '')) end -= 1;
  let open = 0;
  for (const letter of address.slice(0, end)) open += letter === '(' ? 1 : letter === ')' ? -1 : 0;
  while (address[end] === ')' && open > 0) {
    end += 1;
    open -= 1;
  }
  return address.slice(0, end);
}

/** The address that begins at `at`, as it was written; null: none that may be a link. */
export function addressAt(text: string, at: number): { readonly written: string; readonly url: URL } | null {
  ADDRESS.lastIndex = at;
  const found = ADDRESS.exec(text)?.[0].split(END, 1)[0] ?? '';
  const written = withoutTrailing(found);
  const url = safeUrl(/^www\./i.test(written) ? `https://${written}` : written);
  return url && /^www\.?$/i.test(url.host) === false ? { written, url } : null;
}

/** An address as it is shown: as written, but for a host that could be taken for another one. */
export function shownAddress(written: string, url: URL): string {
  const [, before, host] = /^((?:https?:\/\/)?(?:[^/?#]*@)?)([^/?#:@]+)/i.exec(written) ?? [];
  if (before === undefined || host === undefined || url.protocol === 'mailto:' || isPlainHost(host)) return written;
  return before + url.hostname + written.slice(before.length + host.length);
}

/** The place inside the app that an address of our own names, as `/c/5`; null: it leads out. */
export function ownPlace(href: string, origin: string): string | null {
  const url = new URL(href);
  return url.origin === origin && /^\/c\/\d+$/.test(url.pathname) ? url.pathname + url.search + url.hash : null;
}
