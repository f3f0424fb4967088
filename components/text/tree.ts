// What a text is made of once it is read: plain data that text-view.tsx draws. Whatever is no markup stays as it was written.

export type Inline =
  | { readonly type: 'text' | 'code'; readonly text: string }
  | { readonly type: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | {
      readonly type: 'link';
      readonly href: string;
      /** The host, where the words of the link would let one think of another; else null. */
      readonly leadsTo: string | null;
      readonly children: readonly Inline[];
    };

export interface Item {
  /** As it was written: `-`, `3)`. */
  readonly marker: string;
  /** Of a task whether it is done; null: it is no task. */
  readonly done: boolean | null;
  readonly children: readonly Block[];
}

export type Align = 'left' | 'center' | 'right' | null;

export type Block =
  /** Lines and blank lines as they were written. */
  | { readonly type: 'text' | 'heading'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly lang: string; readonly text: string }
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly Item[] }
  | {
      readonly type: 'table';
      readonly align: readonly Align[];
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly type: 'rule' };

/** A block and how many lines it takes; null: none begins here. */
export type Found = { readonly block: Block; readonly lines: number } | null;
/** Reads lines within a block. */
export type Nested = (lines: readonly string[]) => readonly Block[];

/** Adds text to what stands before it, so that neighbours are one piece. */
export function addText(nodes: Inline[], text: string): void {
  const last = nodes.at(-1);
  if (text === '') return;
  if (last?.type === 'text') nodes[nodes.length - 1] = { type: 'text', text: last.text + text };
  else nodes.push({ type: 'text', text });
}

/** The words alone, without what marks them. */
export function wordsOf(nodes: readonly Inline[]): string {
  return nodes.map((node) => ('text' in node ? node.text : wordsOf(node.children))).join('');
}
