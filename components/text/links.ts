// Which addresses may be links, and how a link may not deceive: only the web and mail; a host that mixes scripts is shown as
// punycode; words that look like another host than the real one get the real one beside them. Pure.

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
  /(?:https?:\/\/|www\.)[^\s<>"'`\u3000-\u303f\uff00-\uffef]{1,2049}|mailto:[^\s<>"'`@]{1,320}@[^\s<>"'`\u3000-\u303f\uff00-\uffef]{1,2049}/iy;
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

const LATIN_WITH =
  /^[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\u30fb\u30fc]+$/u;
const ALONE = ['Arabic', 'Armenian', 'Bengali', 'Devanagari', 'Ethiopic', 'Georgian', 'Hebrew', 'Tamil', 'Telugu', 'Thai'];
/** They have letters that look like Latin ones: fine only where the whole host is written in them. */
const LOOKALIKE = ['Cyrillic', 'Greek'];
const ofScript = (script: string) => new RegExp(`^\\p{Script=${script}}+$`, 'u');
const SCRIPTS = [LATIN_WITH, ...ALONE.map(ofScript)];
const LOOKALIKES = LOOKALIKE.map(ofScript);

/** Whether a host can be shown as it was written. */
export function isPlainHost(host: string): boolean {
  const labels = host
    .normalize('NFC')
    .split('.')
    .map((label) => label.replace(/[\p{N}\p{M}-]/gu, ''));
  const filled = labels.filter((label) => label !== '');
  if (LOOKALIKES.some((script) => filled.every((label) => script.test(label)))) return true;
  return filled.every((label) => SCRIPTS.some((script) => script.test(label)));
}

/** An address as it is shown: as written, but for a host that could be taken for another one. */
export function shownAddress(written: string, url: URL): string {
  const [, before, host] = /^((?:https?:\/\/)?(?:[^/?#]*@)?)([^/?#:@]+)/i.exec(written) ?? [];
  if (before === undefined || host === undefined || url.protocol === 'mailto:' || isPlainHost(host)) return written;
  return before + url.hostname + written.slice(before.length + host.length);
}

/** What looks like a host, with its path, in which a dot names none. */
const HOST_LIKE = /((?:[\p{L}\p{N}][\p{L}\p{N}-]*\.)+\p{L}[\p{L}\p{N}-]+)(?::\d+)?(?:[/?#]\S*)?/gu;
/** Before the host of a mail address. */
const LOCAL_PART = /[^\s@]{1,64}@/g;
/** Signs that a browser takes for the dot of a host, or an eye. */
const DOTS = /[\u3002\uff0e\uff61\u2024]/g;
/** What can turn or hide the words of a link. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');

function hostOf(name: string): string {
  return URL.canParse(`https://${name}`) ? new URL(`https://${name}`).hostname : name;
}

export const hides = (words: string): boolean => UNSEEN.test(words);

/** The real place, where `words` let one think of another; null: they do not. */
export function deceives(words: string, url: URL): string | null {
  const isMail = url.protocol === 'mailto:';
  const real = bare(isMail ? (url.pathname.split('@').at(-1) ?? '') : url.hostname);
  const plain = words.replace(DOTS, '.').normalize('NFKC');
  const named = [...(isMail ? plain.replace(LOCAL_PART, '@') : plain).matchAll(HOST_LIKE)].map(([, name = '']) => bare(hostOf(name)));
  const known = named.every((host) => real === host || real.endsWith(`.${host}`));
  return known && url.username === '' && !hides(words) ? null : isMail ? url.pathname : url.host;
}

/** The place inside the app that an address of our own names, as `/c/5`; null: it leads out. */
export function ownPlace(href: string, origin: string): string | null {
  const url = new URL(href);
  return url.origin === origin && /^\/c\/\d+$/.test(url.pathname) ? url.pathname + url.search + url.hash : null;
}
