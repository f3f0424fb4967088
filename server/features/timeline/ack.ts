// `ack`: at most one a second from a device; more are passed over.

import { AppError } from '../../../core/protocol/app-error.ts';
import { parseCursor } from '../../../core/protocol/cursor.ts';
import type { TerminalId, UserId } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import { type Delivered, raiseAck } from './store-ack.ts';
import type { Listener } from './types.ts';

const EVERY_MS = 1_000;
/** Devices remembered; past it the oldest are forgotten, which only lets them say it again. */
const MAX_DEVICES = 100_000;

export interface AckDeps {
  readonly pool: Pool;
  /** Monotonic, ms. */
  readonly elapsed: () => number;
  delivered(userId: UserId, delivered: readonly Delivered[]): void;
}

export function createAck(deps: AckDeps): (terminal: Listener, cursor: string) => Promise<void> {
  const last = new Map<TerminalId, number>();
  return async (terminal, text) => {
    const cursor = parseCursor(text);
    if (!cursor) throw new AppError('BAD_INPUT', { field: 'cursor', reason: 'not a cursor' });
    const now = deps.elapsed();
    if (now - (last.get(terminal.terminalId) ?? Number.NEGATIVE_INFINITY) < EVERY_MS) return;
    last.delete(terminal.terminalId);
    last.set(terminal.terminalId, now);
    const oldest = last.size > MAX_DEVICES ? last.keys().next().value : undefined;
    if (oldest !== undefined) last.delete(oldest);
    const pos = Math.min(cursor.pos, Number.MAX_SAFE_INTEGER);
    deps.delivered(terminal.userId, await raiseAck(deps.pool, terminal.userId, terminal.terminalId, cursor.epoch, pos));
  };
}
