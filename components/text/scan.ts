// Cuts the text of one paragraph into what stands for itself and what may mark something, in one pass: code, addresses,
// links, runs of `*`, `_`, `~`. Code and links bind closer than emphasis. Pure.
import { pairRuns, type Run } from './emphasis.ts';
import { createEscapes, type Escape } from './escapes.ts';
import { flanksOf } from './flanking.ts';
import { linkOf } from './link-nodes.ts';
import { destinationAt } from './link-target.ts';
import { addressAt, safeUrl } from './links.ts';
import type { Inline } from './tree.ts';

export interface Bracket {
  readonly type: 'bracket';
  readonly text: '[' | '![';
  readonly run: number;
  readonly content: number;
  /** Set when its end is found and leads somewhere; with that end as it was written. */
  target: { readonly url: URL; readonly end: string } | null;
}

export type Token =
  | { readonly type: 'node'; readonly node: Inline }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'run'; readonly run: Run }
  | Bracket
  | { readonly type: 'end' };

const SPECIAL = /[`*_~[\]!<\\]|https?:\/\/|mailto:|www\./gi;
const CONTENT = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^\s<>]+)>/iy;

class Scanner {
  readonly tokens: Token[] = [];
  readonly #text: string;
  readonly #escape: (at: number) => Escape;
  readonly #ticks: Map<number, number[]>;
  #runs: Run[] = [];
  #brackets: Bracket[] = [];
  #content = 0;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#escape = createEscapes(text);
    this.#ticks = new Map();
    for (const { index, 0: ticks } of text.matchAll(/`+/g)) {
      const known = this.#ticks.get(ticks.length);
      if (known) known.push(index);
      else this.#ticks.set(ticks.length, [index]);
    }
  }

  scan(): Token[] {
    while (this.#at < this.#text.length) {
      SPECIAL.lastIndex = this.#at;
      const next = SPECIAL.exec(this.#text)?.index ?? this.#text.length;
      this.#take(next - this.#at);
      if (next < this.#text.length) this.#special(next);
    }
    pairRuns(this.#runs);
    return this.tokens;
  }

  /** The next `length` units as they are. */
  #take(length: number): void {
    if (length === 0) return;
    const text = this.#text.slice(this.#at, this.#at + length);
    if (CONTENT.test(text)) this.#content += 1;
    this.tokens.push({ type: 'text', text });
    this.#at += length;
  }

  #leaf(node: Inline, length: number): void {
    this.tokens.push({ type: 'node', node });
    this.#content += 1;
    this.#at += length;
  }

  #special(at: number): void {
    const letter = this.#text[at] ?? '';
    if (letter === '\\') this.#backslash(at);
    else if (letter === '`') this.#code(at);
    else if (letter === '*' || letter === '_' || letter === '~') this.#run(at, letter);
    else if (letter === '[') this.#open('[');
    else if (letter === '!' && this.#text[at + 1] === '[') this.#open('![');
    else if (letter === '!') this.#take(1);
    else if (letter === ']') this.#close(at);
    else if (letter === '<') this.#autolink(at);
    else this.#address(at);
  }

  #backslash(at: number): void {
    const meaning = this.#escape(at);
    if (meaning === 'drop') {
      this.tokens.push({ type: 'text', text: this.#text[at + 1] ?? '' });
      this.#at += 2;
    } else this.#take(meaning === 'keep' ? 2 : 1);
  }

  #code(at: number): void {
    const length = lengthOfRun(this.#text, at);
    const ends = this.#ticks.get(length) ?? [];
    while ((ends[0] ?? Number.POSITIVE_INFINITY) <= at) ends.shift();
    const end = ends[0];
    if (end === undefined) this.#take(length);
    else this.#leaf({ type: 'code', text: unpadded(this.#text.slice(at + length, end)) }, end + length - at);
  }

  #run(at: number, mark: string): void {
    const length = lengthOfRun(this.#text, at);
    const before = at === 0 ? '' : (this.#text.slice(Math.max(0, at - 2), at).match(/.$/su)?.[0] ?? '');
    const flanks = flanksOf(mark, length, before, this.#text.slice(at + length, at + length + 4));
    const run: Run = { ...flanks, mark, length, left: length, content: this.#content, closes: [], opens: [] };
    if (flanks.canOpen || flanks.canClose) this.#runs.push(run);
    this.tokens.push({ type: 'run', run });
    this.#at += length;
  }

  #open(text: Bracket['text']): void {
    const bracket: Bracket = { type: 'bracket', text, run: this.#runs.length, content: this.#content, target: null };
    this.tokens.push(bracket);
    this.#brackets.push(bracket);
    this.#at += text.length;
  }

  /** Ends a link or a picture, if an address stands behind. There is no link within a link. */
  #close(at: number): void {
    const bracket = this.#brackets.pop();
    const target = bracket ? destinationAt(this.#text, at + 1) : null;
    const url = target && safeUrl(target.address);
    const hasWords = bracket?.text === '![' || bracket?.content !== this.#content;
    if (!bracket || !target || !url || !hasWords) {
      this.#take(1);
      return;
    }
    bracket.target = { url, end: this.#text.slice(at, target.end) };
    pairRuns(this.#runs.slice(bracket.run));
    this.#runs.length = bracket.run;
    if (bracket.text === '[') this.#brackets = [];
    this.tokens.push({ type: 'end' });
    this.#content += 1;
    this.#at = target.end;
  }

  #autolink(at: number): void {
    AUTOLINK.lastIndex = at;
    const found = AUTOLINK.exec(this.#text);
    const url = found?.[1] ? safeUrl(found[1]) : null;
    if (found?.[1] && url) this.#leaf(linkOf(found[1], url), found[0].length);
    else this.#take(1);
  }

  #address(at: number): void {
    const word = /[\p{Script=Latin}\p{N}_]/u.test(this.#text[at - 1] ?? '');
    const found = word ? null : addressAt(this.#text, at);
    if (found) this.#leaf(linkOf(found.written, found.url), found.written.length);
    else this.#take(1);
  }
}

/** Within blanks code may begin or end with a backtick. */
function unpadded(code: string): string {
  return code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '' ? code.slice(1, -1) : code;
}

function lengthOfRun(text: string, at: number): number {
  let end = at + 1;
  while (text[end] === text[at]) end += 1;
  return end - at;
}

export function scan(text: string): Token[] {
  return new Scanner(text).scan();
}
