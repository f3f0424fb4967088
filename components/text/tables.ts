// Tables: a line of cells, a line of dashes with as many, then rows for as long as lines have a bar. Pure.
import { parseInline } from './inline.ts';
import type { Align, Found } from './tree.ts';

const MAX_COLUMNS = 40;

/** The cells of a line; a bar behind a backslash is part of its cell. */
function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function alignOf(dashes: string): Align {
  if (dashes.startsWith(':')) return dashes.endsWith(':') ? 'center' : 'left';
  return dashes.endsWith(':') ? 'right' : null;
}

export function tableAt(lines: readonly string[], at: number): Found {
  const [line = '', below = ''] = lines.slice(at, at + 2);
  if (!line.includes('|') || !below.includes('|') || !below.includes('-')) return null;
  const head = cellsOf(line);
  const dashes = cellsOf(below);
  if (head.length !== dashes.length || head.length > MAX_COLUMNS || !dashes.every((cell) => /^:?-+:?$/.test(cell))) return null;
  let end = at + 2;
  while (lines[end]?.includes('|')) end += 1;
  const rows = lines.slice(at + 2, end).map((row) => cellsOf(row).slice(0, head.length).map(parseInline));
  return { block: { type: 'table', align: dashes.map(alignOf), head: head.map(parseInline), rows }, lines: end - at };
}
