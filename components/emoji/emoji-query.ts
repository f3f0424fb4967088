// The `:` with what is written behind it at the cursor. Pure.

export interface EmojiQuery {
  readonly from: number;
  readonly query: string;
}

// Two letters at least, so that `:)`, `:D` and `:P` stay text; one is enough of Han.
const ASKED = /(?<=^|[\s\p{Script=Han}(（，。！？：])[:：](?<query>(?:[a-z0-9_+-]{2,32}|\p{Script=Han}[\p{Script=Han}]{0,9}))$/iu;

/** Null: none is asked for; in `10:30`, `http://` or `a:b` it is part of a word. */
export function emojiQueryAt(text: string, cursor: number): EmojiQuery | null {
  // Nothing that is asked for is longer, and a long text is not looked through at each key.
  const start = Math.max(0, cursor - 40);
  const match = ASKED.exec(text.slice(start, cursor));
  const query = match?.groups?.query;
  return match && query !== undefined ? { from: start + match.index, query } : null;
}
