// The part of ICU messages that our texts use: {name}, {n, number}, plural with =N and #, select, and quoting by '. A text
// is read once and then filled in. Small, since every page carries it; a test holds it against a full implementation.

type Value = string | number;
export type Values = Readonly<Record<string, Value>>;

type Part =
  | string
  | { readonly kind: 'argument' | 'number'; readonly name: string }
  | { readonly kind: 'plural' | 'select'; readonly name: string; readonly branches: ReadonlyMap<string, readonly Part[]> };

/** `#` in a branch of a plural: the number that chose it. */
const POUND = { kind: 'number', name: '#' } as const;

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Part[] {
    const parts = this.parts(false);
    if (this.at < this.text.length) this.fail();
    return parts;
  }

  private fail(): never {
    throw new Error(`not a message: ${this.text} (at ${this.at})`);
  }

  /** Up to the end or a closing brace. */
  private parts(inPlural: boolean): Part[] {
    const parts: Part[] = [];
    let literal = '';
    const add = (part: Part) => {
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push(part);
    };
    while (this.at < this.text.length && this.text[this.at] !== '}') {
      const char = this.text[this.at] ?? '';
      if (char === '{') add(this.argument());
      else if (char === '#' && inPlural) {
        this.at += 1;
        add(POUND);
      } else literal += char === "'" ? this.quoted(inPlural) : this.next();
    }
    if (literal !== '') parts.push(literal);
    return parts;
  }

  private next(): string {
    return this.text[this.at++] ?? this.fail();
  }

  /** '' is one quote; one before a sign of the syntax begins what is literal up to the next; any other is itself. */
  private quoted(inPlural: boolean): string {
    this.at += 1;
    const sign = this.text[this.at] ?? '';
    if (sign === "'") return this.next();
    if (sign === '' || !(inPlural ? '{}#' : '{}').includes(sign)) return "'";
    let literal = '';
    while (this.at < this.text.length) {
      const char = this.next();
      if (char !== "'") literal += char;
      else if (this.text[this.at] === "'") literal += this.next();
      else return literal;
    }
    return literal;
  }

  /** Up to one of `ends`, which is passed over and answered. */
  private word(ends: string): { word: string; end: string } {
    const from = this.at;
    while (this.at < this.text.length && !ends.includes(this.text[this.at] ?? '')) this.at += 1;
    const word = this.text.slice(from, this.at).trim();
    return word === '' ? this.fail() : { word, end: this.next() };
  }

  private argument(): Part {
    this.at += 1;
    const { word: name, end } = this.word(',}');
    if (end === '}') return { kind: 'argument', name };
    const { word: kind, end: more } = this.word(',}');
    if (kind === 'number' && more === '}') return { kind, name };
    if ((kind !== 'plural' && kind !== 'select') || more !== ',') return this.fail();
    return { kind, name, branches: this.branches(kind === 'plural') };
  }

  private branches(inPlural: boolean): Map<string, Part[]> {
    const branches = new Map<string, Part[]>();
    for (;;) {
      while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
      if (this.text[this.at] === '}') break;
      const { word } = this.word('{');
      branches.set(word, this.parts(inPlural));
      if (this.next() !== '}') this.fail();
    }
    this.at += 1;
    return branches.has('other') ? branches : this.fail();
  }
}

/** Reads a text of this language. Throws where it is none, and when it is filled in without one of its values. */
export function readMessage(text: string, lang: string): (values?: Values) => string {
  const parts = new Reader(text).whole();
  const number = new Intl.NumberFormat(lang);
  const plural = new Intl.PluralRules(lang);

  function fill(some: readonly Part[], values: Values, pound: number): string {
    return some.map((part) => (typeof part === 'string' ? part : fillOne(part, values, pound))).join('');
  }

  function fillOne(part: Exclude<Part, string>, values: Values, pound: number): string {
    const value = part.name === '#' ? pound : values[part.name];
    if (value === undefined) throw new Error(`${text} lacks ${part.name}`);
    if (!('branches' in part)) return part.kind === 'number' ? number.format(Number(value)) : String(value);
    const { branches } = part;
    if (part.kind === 'select') return fill(branches.get(String(value)) ?? branches.get('other') ?? [], values, pound);
    const count = Number(value);
    const branch = branches.get(`=${count}`) ?? branches.get(plural.select(count)) ?? branches.get('other') ?? [];
    return fill(branch, values, count);
  }

  return (values = {}) => fill(parts, values, 0);
}
