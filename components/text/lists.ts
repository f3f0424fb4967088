// Lists: a marker at the beginning of a line, and what is indented below it. The markers stay as they were written. Pure.
import type { Found, Item, Nested } from './tree.ts';

/** Not behind one another: `* * * * *` is a schedule. */
const MARKED = /^( {0,3})([-*+]|\d{1,9}[.)]) {1,4}(?=\S)(?![-*+](?: |$))/;
const TASK = /^\[([ xX])\] +(?=\S)/;
/** So far must be indented what belongs to an item, whatever its marker measures. */
const INDENT = 2;

interface Marker {
  readonly indent: number;
  readonly marker: string;
  readonly ordered: boolean;
  /** Where its text begins. */
  readonly text: number;
}

function markerOf(line: string): Marker | null {
  const [all, blanks, marker] = MARKED.exec(line) ?? [];
  if (all === undefined || blanks === undefined || marker === undefined) return null;
  return { indent: blanks.length, marker, ordered: /\d/.test(marker), text: all.length };
}

const isBlank = (line: string | undefined) => line === undefined || line.trim() === '';
const indentOf = (line: string) => line.length - line.trimStart().length;

function itemOf({ marker, text }: Marker, lines: readonly string[], nested: Nested): Item {
  const [first = '', ...rest] = lines;
  const said = first.slice(text);
  const task = TASK.exec(said);
  const inner = rest.map((line) => line.slice(Math.min(indentOf(line), text)));
  const children = nested([task ? said.slice(task[0].length) : said, ...inner]);
  return { marker, done: task ? task[1] !== ' ' : null, children };
}

/** Where an item ends: at a line that is not indented; blank lines belong to it if something indented follows. */
function endOfItem(lines: readonly string[], from: number, indent: number): number {
  let end = from + 1;
  for (let at = end; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (isBlank(line)) continue;
    if (indentOf(line) < indent + INDENT) break;
    end = at + 1;
  }
  return end;
}

/** `first`: it begins a paragraph; within one only 1 begins an ordered list, so that a year at a line's start does not. */
export function listAt(lines: readonly string[], at: number, first: boolean, nested: Nested): Found {
  const begin = markerOf(lines[at] ?? '');
  if (!begin || (begin.ordered && !first && Number.parseInt(begin.marker, 10) !== 1)) return null;
  const items: Item[] = [];
  let end = at;
  for (let next = at; next < lines.length; ) {
    const marker = markerOf(lines[next] ?? '');
    if (!marker || marker.ordered !== begin.ordered) break;
    end = endOfItem(lines, next, marker.indent);
    items.push(itemOf(marker, lines.slice(next, end), nested));
    next = end;
    while (next < lines.length && isBlank(lines[next])) next += 1;
  }
  return { block: { type: 'list', ordered: begin.ordered, items }, lines: end - at };
}
