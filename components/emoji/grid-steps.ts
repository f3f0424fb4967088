// Where an arrow key leads in a grid of several groups, each beginning a line of its own. Pure.

const COLUMNS = 8;

/** The index to go to, over all groups; 'above': before the first line. Null: the key leads nowhere here. */
export function stepInGrid(key: string, at: number, groups: readonly number[]): number | 'above' | null {
  const count = groups.reduce((sum, length) => sum + length, 0);
  if (key === 'ArrowRight') return Math.min(at + 1, count - 1);
  if (key === 'ArrowLeft') return Math.max(at - 1, 0);
  const starts = groups.map((_, index) => groups.slice(0, index).reduce((sum, length) => sum + length, 0));
  const group = starts.findLastIndex((start, index) => start <= at && (groups[index] ?? 0) > 0);
  const [start = 0, length = 0] = [starts[group], groups[group]];
  const column = (at - start) % COLUMNS;
  const lineStart = at - column;
  if (key === 'Home') return lineStart;
  if (key === 'End') return Math.min(lineStart + COLUMNS, start + length) - 1;
  if (key === 'ArrowDown') {
    if (lineStart + COLUMNS < start + length) return Math.min(at + COLUMNS, start + length - 1);
    const next = groups.findIndex((size, index) => index > group && size > 0);
    return next < 0 ? at : (starts[next] ?? 0) + Math.min(column, (groups[next] ?? 1) - 1);
  }
  if (key !== 'ArrowUp') return null;
  if (at - COLUMNS >= start) return at - COLUMNS;
  const before = groups.findLastIndex((size, index) => index < group && size > 0);
  if (before < 0) return 'above';
  const [first = 0, size = 1] = [starts[before], groups[before]];
  const lastLine = first + Math.floor((size - 1) / COLUMNS) * COLUMNS;
  return Math.min(lastLine + column, first + size - 1);
}
