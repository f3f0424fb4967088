// Who is online in this process: whoever has an open stream, or had one within the grace. It remembers what was told of
// each, so that only changes are, and forgets people when their going was told: it grows with those who are connected.
import type { TerminalKind } from '../../../core/protocol/events.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Timeline } from '../timeline/index.ts';
import type { PresenceSignal } from './types.ts';

/** What is told at once: below what a stream buffers, so that one who knows all of them hears all. */
const MAX_CHANGED = 100;
const MAX_NEWCOMERS = 100;

interface Person {
  /** Of the open streams, or of the last one. */
  terminals: TerminalKind[];
  /** When the last stream ended, ms of the wall clock. */
  goneAt: number | null;
  /** The grace is over. */
  offline: boolean;
  endGrace: (() => void) | null;
  /** What was told last, for comparison. */
  told: string;
}

/** What is to be told. */
export interface News {
  readonly changed: ReadonlySet<UserId>;
  /** People with a new stream: it is told who is online. */
  readonly newcomers: ReadonlySet<UserId>;
}

export interface BoardDeps {
  readonly timeline: Pick<Timeline, 'listeners'>;
  readonly clock: Clock;
  /** There is news. */
  wake(): void;
}

const OFFLINE = 'offline';
const stateOf = (signal: PresenceSignal) => (signal.online ? signal.terminals.join(' ') : OFFLINE);

export class Board {
  private readonly people = new Map<UserId, Person>();
  private changed = new Set<UserId>();
  private newcomers = new Set<UserId>();
  private readonly deps: BoardDeps;

  constructor(deps: BoardDeps) {
    this.deps = deps;
  }

  opened(userId: UserId): void {
    const person = this.people.get(userId) ?? { terminals: [], goneAt: null, offline: false, endGrace: null, told: OFFLINE };
    this.people.set(userId, person);
    person.endGrace?.();
    Object.assign(person, { endGrace: null, goneAt: null, offline: false, terminals: this.terminalsOf(userId) });
    this.newcomers.add(userId);
    this.note(userId);
  }

  closed(userId: UserId): void {
    const person = this.people.get(userId);
    if (!person) return;
    const terminals = this.terminalsOf(userId);
    if (terminals.length > 0) {
      person.terminals = terminals;
      this.note(userId);
      return;
    }
    person.endGrace?.();
    person.goneAt = this.deps.clock.now();
    person.endGrace = this.deps.clock.after(LIMITS.presenceGraceMs, () => {
      person.endGrace = null;
      person.offline = true;
      this.note(userId);
    });
  }

  /** Those with a stream, or within the grace. */
  online(): UserId[] {
    return [...this.people].flatMap(([userId, person]) => (person.offline ? [] : userId));
  }

  /** `lastSeen`: what is stored, ISO 8601, for those who are not here. */
  present(userId: UserId, lastSeen: string | null = null): PresenceSignal {
    const person = this.people.get(userId);
    if (person && !person.offline) return { type: 'presence', userId, online: true, terminals: [...person.terminals], lastSeen: null };
    const gone = person?.goneAt ?? null;
    return { type: 'presence', userId, online: false, terminals: [], lastSeen: gone === null ? lastSeen : new Date(gone).toISOString() };
  }

  /** How somebody stands, where it differs from what was told last; it counts as told now. */
  tell(userId: UserId): PresenceSignal | null {
    const person = this.people.get(userId);
    if (!person) return null;
    const signal = this.present(userId);
    const state = stateOf(signal);
    const isNews = state !== person.told;
    person.told = state;
    if (person.offline) this.people.delete(userId);
    return isNews ? signal : null;
  }

  hasNews(): boolean {
    return this.changed.size + this.newcomers.size > 0;
  }

  /** A part of the news, the oldest first. */
  take(): News {
    const changed = take(this.changed, MAX_CHANGED);
    const newcomers = take(this.newcomers, MAX_NEWCOMERS);
    return { changed, newcomers };
  }

  /** It could not be told. */
  putBack(news: News): void {
    this.changed = this.changed.union(news.changed);
    this.newcomers = this.newcomers.union(news.newcomers);
  }

  close(): void {
    for (const person of this.people.values()) person.endGrace?.();
    this.people.clear();
  }

  private note(userId: UserId): void {
    this.changed.add(userId);
    this.deps.wake();
  }

  private terminalsOf(userId: UserId): TerminalKind[] {
    return [...new Set(this.deps.timeline.listeners(userId).map((listener) => listener.terminalKind))].sort();
  }
}

function take(from: Set<UserId>, max: number): Set<UserId> {
  const taken = new Set<UserId>();
  for (const userId of from) {
    if (taken.size === max) break;
    taken.add(userId);
    from.delete(userId);
  }
  return taken;
}
