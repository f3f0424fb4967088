// Quick reads of many callers over a few connections. What is asked in one turn of the event loop leaves in one write to one
// backend, which answers one after the other: on a busy machine waking a backend costs more than what it is woken for, and ten that
// are woken at once take the processor from each other. Nothing that may wait for a lock or read much belongs here: all that is
// behind it waits too.
import type pg from 'pg';
import { TellingPool } from './database-client.ts';

interface Lane {
  client: Promise<pg.PoolClient> | null;
  underWay: number;
  /** Gives its connection back to the pool, if it has one. */
  release(isLost: boolean): void;
}

const NOTHING = () => undefined;

/** `query` shares; `connect` gives a connection to one alone, as with every pool, and there is none while all are shared. */
export class SharedPool extends TellingPool {
  private readonly lanes: readonly Lane[];
  private ofTurn: Lane | null = null;

  /** `max` connections, each opened with the first statement that it gets. */
  constructor(config: Omit<pg.PoolConfig, 'max'> & { readonly max: number }) {
    super({ ...config, pipeline: true });
    this.lanes = Array.from({ length: config.max }, () => ({ client: null, underWay: 0, release: NOTHING }));
  }

  override query(...args: unknown[]): never {
    return this.ask(this.laneOfTurn(), args) as never;
  }

  override async end(): Promise<void> {
    await Promise.allSettled(this.lanes.flatMap(({ client }) => client ?? []));
    for (const lane of this.lanes) lane.release(false);
    await super.end();
  }

  private async ask(lane: Lane, args: readonly unknown[]): Promise<unknown> {
    lane.underWay += 1;
    try {
      lane.client ??= this.open(lane);
      const client = await lane.client;
      return await Reflect.apply(client.query, client, args);
    } finally {
      lane.underWay -= 1;
    }
  }

  /** One for all that is asked in a turn: the one with the least to do. */
  private laneOfTurn(): Lane {
    if (this.ofTurn) return this.ofTurn;
    const lane = this.lanes.reduce((least, one) => (one.underWay < least.underWay ? one : least));
    this.ofTurn = lane;
    setImmediate(() => {
      this.ofTurn = null;
    });
    return lane;
  }

  private async open(lane: Lane): Promise<pg.PoolClient> {
    try {
      const opening: Promise<pg.PoolClient> = super.connect();
      const client = await opening;
      const lost = () => lane.release(true);
      client.on('error', lost).on('end', lost);
      lane.release = (isLost) => {
        lane.client = null;
        lane.release = NOTHING;
        client.off('error', lost).off('end', lost).release(isLost);
      };
      return client;
    } catch (error) {
      lane.client = null;
      throw error;
    }
  }
}
