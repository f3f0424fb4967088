// What all who are at a busy desk share: the processes, which die and are replaced, what was opened and said, what was done.
import type { Deed } from '../../core/desk/deeds.ts';
import type { DeskActor } from '../../core/desk/ticket.ts';
import type { ClientId, DepartmentId, TicketId, UserId } from '../../core/protocol/ids.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { asAppError } from '../../server/platform/app-error.ts';
import { DatabaseAway } from '../../server/platform/db.ts';
import type { deskWorld } from '../factories/desk-world.ts';
import { type Random, randomFrom } from '../factories/random.ts';
import { type DeskProcess, startProcess } from './process.ts';

const PROCESSES = 2;
/** Of the commits, after which a process stops. */
const DEADLY = 0.001;

export class Busy {
  readonly world: Awaited<ReturnType<typeof deskWorld>>;
  readonly queues: readonly DepartmentId[];
  readonly random: Random;
  readonly ids: TicketId[] = [];
  /** What was answered as said. */
  readonly said = new Set<ClientId>();
  readonly done: Record<string, number> = {};
  over = false;
  /** As it was a moment ago. */
  waiting = 0;
  stopped = 0;
  private readonly known = new Set<TicketId>();
  private readonly processes: DeskProcess[];
  private readonly closing: Promise<void>[] = [];

  constructor(world: Busy['world'], queues: readonly DepartmentId[], seed: number) {
    this.world = world;
    this.queues = queues;
    this.random = randomFrom(seed);
    this.processes = Array.from({ length: PROCESSES }, () => this.started());
  }

  /** Somebody's page asks one of them, whichever. */
  anyone(): DeskProcess {
    return this.random.pick(this.processes);
  }

  all(): readonly DeskProcess[] {
    return this.processes;
  }

  private started(): DeskProcess {
    const one = startProcess(this.world, () => {
      if (!this.over && this.random.chance(DEADLY)) this.kill(one);
    });
    return one;
  }

  /** In the middle of anything; another one stands in its place at once. */
  kill(one: DeskProcess): void {
    const at = this.processes.indexOf(one);
    if (at < 0) return;
    one.stop();
    this.processes[at] = this.started();
    this.stopped += 1;
    this.closing.push(one.close());
  }

  async close(): Promise<void> {
    await Promise.all([...this.closing, ...this.processes.map((one) => one.close())]);
  }

  /** A refusal and a connection that died are answers; anything else ends the test. */
  async may<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      if (asAppError(error) || error instanceof DatabaseAway) return null;
      throw error;
    }
  }

  /** The time stands in each deed. */
  async act(id: TicketId, deed: Deed, actor: DeskActor): Promise<void> {
    if (await this.may(this.anyone().tickets.act(id, deed, actor))) this.count(deed.kind);
  }

  count(what: string): void {
    this.done[what] = (this.done[what] ?? 0) + 1;
  }

  opened(id: TicketId | null): void {
    if (id === null || this.known.has(id)) return;
    this.known.add(id);
    this.ids.push(id);
  }

  anyTicket(): TicketId | null {
    return this.ids.length > 0 ? this.random.pick(this.ids) : null;
  }

  person(userId: UserId): Actor {
    const known = this.world.people.find((one) => one.userId === userId);
    if (!known) throw new Error(`${userId} is nobody of this desk`);
    return known;
  }
}
