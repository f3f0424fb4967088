// Which rows of a long list are in view. Pure.

export interface RowWindow {
  /** The first and the one behind the last row that is drawn. */
  readonly first: number;
  readonly end: number;
}

const OVERSCAN = 6;

/** Of `total` rows of `rowHeight` px in a pane of `height` px that is scrolled to `top`. */
export function windowOf(top: number, height: number, total: number, rowHeight: number): RowWindow {
  const most = Math.max(0, total * rowHeight - height);
  const from = Math.min(Math.max(0, top), most);
  const first = Math.max(0, Math.floor(from / rowHeight) - OVERSCAN);
  return { first, end: Math.min(total, Math.ceil((from + height) / rowHeight) + OVERSCAN) };
}

/** The pages, of `size` rows each, that hold them. */
export function pagesOf({ first, end }: RowWindow, size: number): number[] {
  if (end <= first) return [];
  const from = Math.floor(first / size);
  return Array.from({ length: Math.floor((end - 1) / size) - from + 1 }, (_, i) => from + i);
}
