// How a link may not deceive: words that look like another host than the real one get the real one beside them. Pure.

/** What looks like a host, with its path, in which a dot names none. */
const HOST_LIKE = /((?:[\p{L}\p{N}][\p{L}\p{N}-]*\.)+\p{L}[\p{L}\p{N}-]+)(?::\d+)?(?:[/?#]\S*)?/gu;
/** Before the host of a mail address. */
const LOCAL_PART = /[^\s@]{1,64}@/g;
/** Signs that a browser takes for the dot of a host, or an eye. */
const DOTS = /[\u3002\uff0e\uff61\u2024]/g;
/** What can turn or hide the words of a link. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
/** Between clauses, and never in a host. */
const PAUSES = /[\u2013-\u2015\u2018-\u201f\u2026\u3001\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1b\uff1f]/g;
/** Names of the highest level in Han, the usual ones: behind one of their stops stands no clause. */
const HAN_NAMES =
  '中国|中國|公司|网络|網絡|網路|网址|网站|网店|商城|商店|商标|在线|中文网|集团|企业|机构|政务|公益|香港|台湾|台灣|新加坡|澳门|澳門';
/** A stop that a clause in Han follows ends a sentence; a browser would take it for a dot, a reader does not. */
const STOPS = new RegExp(`[\u3002\uff61](?=\\p{Script=Han})(?!(?:${HAN_NAMES})(?![\\p{L}\\p{N}-]))`, 'gu');
/** Words in Han that stand at a Latin host without a blank: before its first letter, behind its last one. */
const HAN_AROUND = /^[\p{Script=Han}.]+(?=[a-z0-9])|(?<=\.[a-z0-9-]+)\p{Script=Han}+$/gu;
const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');

function hostOf(name: string): string {
  return URL.canParse(`https://${name}`) ? new URL(`https://${name}`).hostname : name;
}

/** The names of hosts in the words, as they are written. */
function namesIn(words: string, isMail: boolean): string[] {
  const apart = words.replace(PAUSES, ' ').replace(STOPS, ' ').replace(DOTS, '.').normalize('NFKC');
  const plain = isMail ? apart.replace(LOCAL_PART, '@') : apart;
  return [...plain.matchAll(HOST_LIKE)].map(([, name = '']) => name.toLowerCase());
}

/** Whether a name is the real host, one above it, or the real one itself with Han around it. */
function isTrue(name: string, real: string): boolean {
  const host = bare(hostOf(name));
  return real === host || real.endsWith(`.${host}`) || real === bare(hostOf(name.replace(HAN_AROUND, '')));
}

export const hides = (words: string): boolean => UNSEEN.test(words);

/** The real place, where `words` let one think of another; null: they do not. */
export function deceives(words: string, url: URL): string | null {
  const isMail = url.protocol === 'mailto:';
  const real = bare(isMail ? (url.pathname.split('@').at(-1) ?? '') : url.hostname);
  const known = namesIn(words, isMail).every((name) => isTrue(name, real));
  return known && url.username === '' && !hides(words) ? null : isMail ? url.pathname : url.host;
}
