// A cursor is `EPOCH.POS`: the last position applied (0: none) and the epoch it was learned in.

export interface Cursor {
  readonly epoch: string;
  readonly pos: number;
}

const CURSOR = /^([A-Za-z0-9_-]{1,64})\.(0|[1-9][0-9]{0,18})$/;

export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}.${cursor.pos}`;
}

/** Null when malformed. A position past 2^53 is well formed: it reads as ahead of any head. */
export function parseCursor(text: string): Cursor | null {
  const [, epoch, pos] = CURSOR.exec(text) ?? [];
  return epoch === undefined || pos === undefined ? null : { epoch, pos: Number(pos) };
}
