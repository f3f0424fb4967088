// The text of a paragraph as a tree. Nothing marks something over a blank line; what is nested too deep stands as written.
import type { Mark, Run } from './emphasis.ts';
import { namedLink } from './link-nodes.ts';
import { scan, type Token } from './scan.ts';
import { addText, type Inline } from './tree.ts';

const MAX_DEPTH = 8;

interface Open {
  readonly children: Inline[];
  /** What its end makes of it. */
  readonly done: (children: readonly Inline[]) => Inline;
}

class Tree {
  readonly root: Inline[] = [];
  readonly #open: Open[] = [];
  /** Ends that belong to what was nested too deep. */
  readonly #flat: string[] = [];

  get #here(): Inline[] {
    return this.#open.at(-1)?.children ?? this.root;
  }

  text(text: string): void {
    addText(this.#here, text);
  }

  node(node: Inline): void {
    if (node.type === 'text') this.text(node.text);
    else this.#here.push(node);
  }

  /** `mark` and `end`: as they were written. */
  open(mark: string, end: string, done: Open['done']): void {
    if (this.#open.length < MAX_DEPTH) this.#open.push({ children: [], done });
    else {
      this.text(mark);
      this.#flat.push(end);
    }
  }

  close(): void {
    const flat = this.#flat.pop();
    const last = flat === undefined ? this.#open.pop() : undefined;
    if (last) this.#here.push(last.done(last.children));
    else this.text(flat ?? '');
  }
}

const SIGNS: Readonly<Record<Mark, number>> = { strong: 2, em: 1, del: 2 };

function addRun(tree: Tree, { mark, left, closes, opens }: Run): void {
  for (const _ of closes) tree.close();
  tree.text(mark.repeat(left));
  for (const type of [...opens].reverse()) {
    const sign = mark.repeat(SIGNS[type]);
    tree.open(sign, sign, (children) => ({ type, children }));
  }
}

function addToken(tree: Tree, token: Token): void {
  if (token.type === 'text') tree.text(token.text);
  else if (token.type === 'node') tree.node(token.node);
  else if (token.type === 'run') addRun(tree, token.run);
  else if (token.type === 'end') tree.close();
  else if (token.target) {
    const { url, end } = token.target;
    tree.open(token.text, end, (children) => namedLink(url, children));
  } else tree.text(token.text);
}

const BLANK_LINES = /(\n(?:[ \t]*\n)+)/;

export function parseInline(text: string): Inline[] {
  const nodes: Inline[] = [];
  for (const part of text.split(BLANK_LINES)) {
    const tree = new Tree();
    for (const token of scan(part)) addToken(tree, token);
    for (const node of tree.root) {
      if (node.type === 'text') addText(nodes, node.text);
      else nodes.push(node);
    }
  }
  return nodes;
}
