// A whole Parley in one process: people with several devices each (the product's own client engine), instances (the product's
// own server), one database in memory, one clock, and a seed from which all chance comes.
import { CallError } from '../../client/engine/account.ts';
import type { ChatPort } from '../../client/engine/ports.ts';
import { FAN_OUT_RULE, type FanOutRule } from '../../core/conversation/state.ts';
import { AppError } from '../../core/protocol/app-error.ts';
import { type ConversationId, type TerminalId, toId, type UserId } from '../../core/protocol/ids.ts';
import type { WireSend, WireSendResult, WireUser } from '../../core/protocol/wire.ts';
import type { Listener } from '../../server/features/timeline/index.ts';
import { HandClock } from '../client/clock.ts';
import { Disk } from '../client/disk.ts';
import type { Backend } from '../client/link.ts';
import { FAIR, STORM } from '../client/link.ts';
import { Device } from '../client/world.ts';
import type { Weather } from '../database/host.ts';
import { MemoryDatabase } from '../database/memory.ts';
import { Air } from './air.ts';
import { describe, isOfDatabase } from './failures.ts';
import { Instance } from './instance.ts';

const NAMES = ['ann', 'bob', 'carl'];
/** No call takes longer in fair weather. */
const PATIENCE_MS = 20_000;
const DEVICES = 2;
const INSTANCES = 2;
const RULES: readonly FanOutRule[] = [FAN_OUT_RULE, { write: 2, writeAgain: 2 }, { write: 1, writeAgain: 0 }];

/** How bad the way to the database is, chances from 0 to 1. */
export interface Storm {
  readonly lost: number;
  readonly slow: number;
  readonly doomed: number;
  readonly unheard: number;
}
const CALM: Storm = { lost: 0, slow: 0.2, doomed: 0, unheard: 0 };

/** A send that the server has acknowledged. */
export interface Acknowledged {
  readonly userId: UserId;
  readonly input: WireSend;
  readonly result: WireSendResult;
  /** Its sender was in the conversation when it was answered. */
  readonly wasMember: boolean;
}

/** A device, and what was said on it, in order. */
export interface Terminal {
  readonly name: string;
  readonly device: Device;
  readonly said: Map<ConversationId, string[]>;
}

export class Simulation {
  readonly seed: number;
  readonly clock: HandClock;
  readonly database: MemoryDatabase;
  readonly users = new Map<UserId, WireUser>();
  readonly people: WireUser[] = [];
  readonly terminals: Terminal[] = [];
  readonly instances: Instance[] = [];
  readonly acknowledged: Acknowledged[] = [];
  /** What an instance said went wrong. */
  readonly notes: string[] = [];
  /** Calls that were made and not answered yet: when, by name. */
  private readonly asked = new Map<object, { readonly name: string; readonly at: number }>();
  /** Nothing that one instance tells reaches another. */
  deaf = false;
  /** Redis, in three of four worlds. */
  readonly air: Air | null;
  storm: Storm = CALM;
  private readonly stalled = new Map<Instance, number>();
  private readonly fanOutRule: FanOutRule;
  private readonly mirror = { value: 0, read: async () => this.mirror.value, raise: async (_: string, to: number) => this.raiseMirror(to) };
  private readonly before = new Map<string, number>();
  private workers = 0;

  constructor(seed: number) {
    this.seed = seed;
    this.clock = new HandClock(seed, 2);
    this.database = new MemoryDatabase({ now: () => Math.floor(this.clock.now()), after: this.clock.after, isDeaf: () => this.deaf });
    this.database.tables.installation.put('1 ', { installation_id: 'parley', epoch: 'first', counter: 0 });
    this.fanOutRule = this.pick(RULES);
    const chances = () => (this.deaf ? { lost: 1, doubled: 0 } : { lost: this.storm.lost, doubled: this.storm.lost });
    this.air = this.chance(0.75) ? new Air({ clock: this.clock, chances }) : null;
  }

  private raiseMirror(to: number): void {
    this.mirror.value = Math.max(this.mirror.value, to);
  }

  counter = (): number => [...this.database.tables.installation.rows.values()][0]?.counter ?? 0;
  random = (): number => this.clock.random();
  chance = (p: number): boolean => this.random() < p;
  below = (n: number): number => Math.floor(this.random() * n);

  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  async start(): Promise<void> {
    for (let n = 0; n < INSTANCES; n += 1) this.instances.push(this.startInstance());
    await this.clock.pass(100);
    for (const [n, name] of NAMES.entries()) {
      const user: WireUser = { id: toId<UserId>(String(11 + n)), handle: name, name, avatarUrl: null, kind: 'PERSON' };
      this.users.set(user.id, user);
      this.people.push(user);
      this.database.tables.user_cursor.put(`${user.id} `, { user_id: user.id, pos: 0, min_pos: 0 });
    }
    for (const user of this.people) this.startDevices(user);
    await this.clock.pass(1_000);
  }

  startInstance(): Instance {
    this.workers += 1;
    const weather: Weather = {
      pace: (session, statement) => this.pace(instance, session, statement),
      beforeLock: () => (this.chance(this.storm.slow / 2) ? this.clock.wait(this.random() * 5) : undefined),
      end: () => this.endOf(),
    };
    const instance: Instance = new Instance({
      database: this.database,
      clock: this.clock,
      users: this.users,
      worker: this.workers % 1024,
      fanOutRule: this.fanOutRule,
      mirror: this.mirror,
      air: this.air,
      weather,
      note: (text, about) => this.notes.push(`${text}: ${describe(about)}`),
    });
    return instance;
  }

  /** Nothing of the instance reaches the database for a while. */
  stall(instance: Instance, ms: number): void {
    this.stalled.set(instance, this.clock.now() + ms);
  }

  private async pace(instance: Instance, session: { lose(): void }, statement: string): Promise<void> {
    const until = this.stalled.get(instance) ?? 0;
    if (until > this.clock.now()) await this.clock.wait(until - this.clock.now());
    if (statement !== 'rollback' && this.chance(this.storm.lost)) session.lose();
    else if (this.chance(this.storm.slow)) await this.clock.wait(this.random() * 15);
  }

  private endOf(): 'doomed' | 'unheard' | null {
    if (this.chance(this.storm.doomed)) return 'doomed';
    return this.chance(this.storm.unheard) ? 'unheard' : null;
  }

  private startDevices(user: WireUser): void {
    let made = 0;
    // The ids of two people coincide: a key and a lane are somebody's.
    const newId = () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;
    for (let n = 1; n <= DEVICES; n += 1) {
      const terminalId = toId<TerminalId>(`${user.id}${n}`);
      this.database.tables.terminal.put(`${terminalId} `, { id: terminalId, user_id: user.id, ack_epoch: null, ack_pos: null });
      const listener: Listener = { userId: user.id, terminalId, terminalKind: 'WEB' };
      const device = new Device({ clock: this.clock, newId, backend: () => this.backend(listener) }, user, new Disk());
      this.terminals.push({ name: `${user.name}${n}`, device, said: new Map() });
    }
  }

  /** The way of one device to whichever instance lives; mostly the same one. */
  private backend(listener: Listener): Backend {
    let home = this.below(INSTANCES);
    const instance = (): Instance => {
      if (this.chance(0.1)) home = this.below(INSTANCES);
      const living = this.instances.filter((one) => one.isAlive);
      const found = this.instances[home]?.isAlive ? this.instances[home] : living[0];
      if (!found) throw new CallError('OFFLINE');
      return found;
    };
    return {
      port: Object.fromEntries(
        CALLS.map((name) => [name, (...args: unknown[]) => this.call(instance, listener, name, args)]),
      ) as unknown as ChatPort,
      follow: (after, send, over) => {
        try {
          return instance().follow(listener, after, send, over);
        } catch {
          this.clock.after(0, over);
          return () => undefined;
        }
      },
    };
  }

  private async call(instance: () => Instance, listener: Listener, name: keyof ChatPort, args: unknown[]): Promise<unknown> {
    const asked = {};
    this.asked.set(asked, { name, at: this.clock.now() });
    try {
      const call = instance().port(listener)[name] as (...given: unknown[]) => Promise<unknown>;
      const answer = await call(...structuredClone(args));
      if (name === 'send') this.acknowledge(listener.userId, args[0] as WireSend, answer as WireSendResult);
      return answer;
    } catch (error) {
      if (error instanceof AppError || error instanceof CallError) throw error;
      // As the edge answers it. What is no word of the database is a fault of the product.
      if (!isOfDatabase(error)) this.notes.push(`${name}: ${describe(error)}`);
      throw new AppError('INTERNAL');
    } finally {
      this.asked.delete(asked);
    }
  }

  private acknowledge(userId: UserId, input: WireSend, result: WireSendResult): void {
    const wasMember = this.database.tables.member.rows.has(`${input.conversationId} ${userId}`);
    this.acknowledged.push({ userId, input, result, wasMember });
  }

  /** What was said so far may come behind what is said from now on. */
  newOrder({ name, said }: Terminal): void {
    for (const [id, texts] of said) this.before.set(`${name} ${id}`, texts.length);
  }

  /** How many texts were said by then. */
  saidBefore(terminal: Terminal, id: ConversationId): number {
    return this.before.get(`${terminal.name} ${id}`) ?? 0;
  }

  /** The database is set back to what a copy holds; whoever was connected is not any more. */
  restore(copy: { putBack(): void; readonly acknowledged: number }): void {
    for (const instance of this.instances) instance.loseConnections();
    copy.putBack();
    for (const terminal of this.terminals) this.newOrder(terminal);
    this.acknowledged.length = Math.min(this.acknowledged.length, copy.acknowledged);
    for (const instance of this.instances) instance.lookAtEpoch();
  }

  /** Fair weather for everybody, every instance up, until nothing is on its way any more. */
  async settle(ms: number): Promise<void> {
    this.storm = CALM;
    this.deaf = false;
    this.air?.comeBack();
    for (const [n, instance] of this.instances.entries()) if (!instance.isAlive) this.instances[n] = this.startInstance();
    for (const { device } of this.terminals) {
      device.link.weather = FAIR;
      device.link.down = false;
      if (!device.online) device.feel('online');
    }
    await this.clock.pass(ms);
  }

  /** Calls that nobody will answer any more. */
  unanswered(): string[] {
    return [...this.asked.values()].filter(({ at }) => at < this.clock.now() - PATIENCE_MS).map(({ name }) => name);
  }

  stormOf(device: Device): void {
    device.link.weather = device.link.weather === STORM ? FAIR : STORM;
  }
}

/** The names of the calls. */
const CALLS = [
  'snapshot',
  'pull',
  'events',
  'conversation',
  'members',
  'users',
  'findUsers',
  'presence',
  'openDirect',
  'createGroup',
  'addMembers',
  'removeMember',
  'leave',
  'rename',
  'setRole',
  'send',
  'edit',
  'recall',
  'react',
  'reactors',
  'markRead',
  'setPrefs',
  'typing',
  'ack',
] as const satisfies readonly (keyof ChatPort)[];
