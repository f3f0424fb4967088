// What stands behind the words of a link: (address), (<address>), (address "title"). The title is read and left out: what a
// link leads to is shown in its place. Pure.

const MAX_UNITS = 2_048;
const MAX_OPEN = 8;
const POINTED = /\(\s{0,8}<([^\s<>]{1,2048})>/y;
const TITLE = /(?:[ \t]{1,8}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?[ \t]{0,8}\)/y;

interface Target {
  readonly address: string;
  /** Behind the closing bracket. */
  readonly end: number;
}

/** Where an address without blanks and with balanced brackets ends. */
function endOfAddress(text: string, from: number): number {
  let open = 0;
  let at = from;
  for (; at < text.length && at - from < MAX_UNITS; at += 1) {
    const letter = text[at] ?? '';
    if (letter <= ' ') break;
    if (letter === '(') open += 1;
    if (open > MAX_OPEN) break;
    if (letter === ')') {
      if (open === 0) break;
      open -= 1;
    }
  }
  return at;
}

export function destinationAt(text: string, at: number): Target | null {
  if (text[at] !== '(') return null;
  POINTED.lastIndex = at;
  const pointed = POINTED.exec(text);
  const from = at + 1;
  const end = pointed ? at + pointed[0].length : endOfAddress(text, from);
  TITLE.lastIndex = end;
  const rest = TITLE.exec(text);
  const address = pointed ? pointed[1] : text.slice(from, end);
  return rest && address ? { address, end: end + rest[0].length } : null;
}
