// Who is online: whoever has an open stream, here or at another instance, or had one within the grace. It remembers what was
// told here of each, so that only changes are, and forgets people when their going was told: it grows with those who are
// connected.
import type { TerminalKind } from '../../../core/protocol/events.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { Clock } from '../../platform/clock.ts';
import type { PresenceSignal } from './types.ts';

interface Person {
  /** Of the open streams, or of the last one. */
  terminals: TerminalKind[];
  /** When the last stream ended, ms of the wall clock. */
  goneAt: number | null;
  /** The grace is over. */
  offline: boolean;
  /** The last stream was one of this instance, which keeps when they were seen. */
  mine: boolean;
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
  /** Kinds of the open streams, wherever they are. */
  kindsOf(userId: UserId): readonly TerminalKind[];
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

  /** A stream of this instance. */
  opened(userId: UserId): void {
    this.newcomers.add(userId);
    this.moved(userId, true);
  }

  /** Somebody's streams are others than before. `here`: it was one of this instance. */
  moved(userId: UserId, here: boolean): void {
    const terminals = [...new Set(this.deps.kindsOf(userId))].sort();
    const known = this.people.get(userId);
    if (!known && terminals.length === 0) return;
    const person = known ?? { terminals, goneAt: null, offline: false, mine: here, endGrace: null, told: OFFLINE };
    this.people.set(userId, person);
    if (terminals.length === 0) this.leave(userId, person, here);
    else {
      person.endGrace?.();
      Object.assign(person, { endGrace: null, goneAt: null, offline: false, terminals });
      this.note(userId);
    }
  }

  /** The grace begins, unless it has. */
  private leave(userId: UserId, person: Person, here: boolean): void {
    if (person.goneAt !== null) return;
    person.mine = here;
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

  /** Whether their last stream was one of this instance. */
  isMine(userId: UserId): boolean {
    return this.people.get(userId)?.mine ?? false;
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

  /** A part of the news, the oldest first: at most `people` who changed, and as many who came. */
  take(people: number): News {
    return { changed: take(this.changed, people), newcomers: take(this.newcomers, people) };
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
