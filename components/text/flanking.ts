// When `*`, `_` and `~~` mark something. CommonMark's rule fails beside Han, where no blanks stand between words and the
// punctuation is full width: there a script without blanks counts as a border. Besides, what people write in a chat without
// meaning markup stays as it is: 2*3*4, snake_case, **/*.ts, /* a comment */, 好呀~~等你~~, (*_*). Pure.

const SPACE = /^\s$/u;
const CJK =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3001-\u303f\u30fc\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffef]$/u;
const PUNCTUATION = /^[\p{P}$+<=>^`|~]$/u;
const LETTER = /^[\p{L}\p{M}\p{N}]$/u;
const BEFORE_UNDERSCORE = new Set('([{<"\'“‘*~:');
const AFTER_UNDERSCORE = new Set(')]}>"\'”’*~.,;:!?…');

interface Side {
  readonly letter: string;
  readonly space: boolean;
  readonly cjk: boolean;
  readonly punctuation: boolean;
  /** A letter or a digit of whatever script. */
  readonly word: boolean;
}

function sideOf(letter: string): Side {
  const space = letter === '' || SPACE.test(letter);
  const cjk = CJK.test(letter);
  return { letter, space, cjk, punctuation: !cjk && PUNCTUATION.test(letter), word: LETTER.test(letter) };
}

const isEdge = ({ word }: Side) => !word;

export interface Flanks {
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

const NEITHER: Flanks = { canOpen: false, canClose: false };

function underscores(before: Side, after: Side, rest: string, open: boolean, close: boolean): Flanks {
  const friendly = (side: Side, known: ReadonlySet<string>) => side.space || known.has(side.letter) || (side.cjk && !side.word);
  // __init__.py: what follows belongs to the same word.
  const goesOn = after.punctuation && LETTER.test(rest[1] ?? '');
  return { canOpen: open && friendly(before, BEFORE_UNDERSCORE), canClose: close && friendly(after, AFTER_UNDERSCORE) && !goesOn };
}

/** `before`: the character before the run, `rest`: the text behind it. */
export function flanksOf(mark: string, length: number, before: string, rest: string): Flanks {
  const left = sideOf(before);
  const right = sideOf([...rest.slice(0, 2)][0] ?? '');
  const open = !right.space && (!right.punctuation || left.space || left.punctuation || left.cjk);
  const close = !left.space && (!left.punctuation || right.space || right.punctuation || right.cjk);
  if (mark === '_') return underscores(left, right, rest, open, close);
  if (mark === '~') return length === 2 ? { canOpen: open && isEdge(left), canClose: close && isEdge(right) } : NEITHER;
  const insideWord = left.word && right.word && !left.cjk && !right.cjk;
  return insideWord || before === '/' || right.letter === '/' ? NEITHER : { canOpen: open, canClose: close };
}
