// What visitors hear of their tickets: that one is another, at once and wherever they are; that they have moved up in the queue, at
// most each 5 s and by the instance that they are connected to. Never more than that (D7): they read the ticket.
import type { DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import { DatabaseAway } from '../../platform/db.ts';
import type { Done } from '../ticket/index.ts';
import { loadQueue } from './store.ts';
import type { DeskDeps } from './types.ts';

const POSITIONS_MS = 5_000;

export class VisitorSignals {
  private readonly deps: DeskDeps;
  private moved = new Set<DepartmentId>();
  /** As they were told, or would have been. */
  private readonly positions = new Map<DepartmentId, ReadonlyMap<TicketId, number>>();
  private callOff: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private closed = false;

  constructor(deps: DeskDeps) {
    this.deps = deps;
  }

  changed(done: readonly Done[]): void {
    for (const { ticket } of done) {
      this.deps.timeline.signal([ticket.visitorId], { type: 'ticket', ticketId: ticket.id, version: ticket.version });
    }
  }

  /** Something came into these queues, or left them. */
  queueMoved(ids: Iterable<DepartmentId>): void {
    for (const id of ids) this.moved.add(id);
    if (this.closed || this.running || this.moved.size === 0) return;
    this.callOff ??= this.deps.clock.after(POSITIONS_MS, () => {
      this.callOff = null;
      this.running = this.run();
      return this.running;
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    this.callOff?.();
    await this.running;
  }

  private async run(): Promise<void> {
    const { moved } = this;
    this.moved = new Set();
    try {
      for (const id of moved) await this.tellPositions(id);
    } catch (error) {
      if (!(error instanceof DatabaseAway)) this.deps.log.warn({ error }, 'visitors were not told where they stand: with the next change');
    }
    this.running = null;
    this.queueMoved([]);
  }

  private async tellPositions(departmentId: DepartmentId): Promise<void> {
    const { db, timeline } = this.deps;
    const queue = await loadQueue(db.pool, departmentId);
    const before = this.positions.get(departmentId);
    this.positions.set(departmentId, new Map(queue.map(({ ticketId }, index) => [ticketId, index])));
    if (queue.length === 0) this.positions.delete(departmentId);
    const here = new Set(timeline.connected(queue.map(({ visitorId }) => visitorId)));
    for (const [index, { ticketId, visitorId, version }] of queue.entries()) {
      if (!here.has(visitorId) || (before?.get(ticketId) ?? index) === index) continue;
      timeline.signalHere([visitorId], { type: 'ticket', ticketId, version });
    }
  }
}
