// Who people are and whether they are here: asked for when a screen first looks, many in one call.
import type { UserId } from '../../core/protocol/ids.ts';
import type { WireSignal, WireUser } from '../../core/protocol/wire.ts';
import { asCallError } from './failure.ts';
import type { ChatPort } from './ports.ts';
import type { PresenceView } from './view.ts';

const PER_CALL = 100;
/** The most lately asked for, whose presence is read again after each connect. */
const MAX_ASKED = 500;

type PresenceSignal = Extract<WireSignal, { type: 'presence' }>;

export interface PeopleDeps {
  readonly port: Pick<ChatPort, 'users' | 'presence'>;
  /** Somebody new, or another name, to be kept. */
  wrote(user: WireUser): void;
  changed(): void;
}

/** Ids asked for in one turn of the event loop are read together; each once until `retry`. */
class Asked {
  private readonly known = new Set<UserId>();
  private due: UserId[] = [];
  private readonly read: (ids: readonly UserId[]) => Promise<void>;

  constructor(read: (ids: readonly UserId[]) => Promise<void>) {
    this.read = read;
  }

  want(id: UserId): void {
    if (this.known.has(id)) return;
    this.known.add(id);
    for (const oldest of this.known) {
      if (this.known.size <= MAX_ASKED) break;
      this.known.delete(oldest);
    }
    if (this.due.length === 0) queueMicrotask(() => this.flush());
    this.due.push(id);
  }

  /** Asks once more for those that are wanted still. */
  retry(wanted: (id: UserId) => boolean): void {
    const ids = [...this.known].filter(wanted);
    for (const id of ids) {
      this.known.delete(id);
      this.want(id);
    }
  }

  private flush(): void {
    const { due } = this;
    this.due = [];
    for (let from = 0; from < due.length; from += PER_CALL) void this.readSome(due.slice(from, from + PER_CALL));
  }

  /** What could not be read is read when the connection stands again. */
  private async readSome(ids: readonly UserId[]): Promise<void> {
    try {
      await this.read(ids);
    } catch (error) {
      asCallError(error);
    }
  }
}

export class People {
  private readonly deps: PeopleDeps;
  private readonly users = new Map<UserId, WireUser>();
  /** As the device has kept them: read again when somebody looks. */
  private readonly unsure = new Set<UserId>();
  private readonly presences = new Map<UserId, PresenceView>();
  private readonly unknown: Asked;
  private readonly watched: Asked;

  constructor(deps: PeopleDeps) {
    this.deps = deps;
    this.unknown = new Asked(async (ids) => {
      for (const user of await deps.port.users(ids)) this.put(user);
    });
    this.watched = new Asked(async (ids) => {
      for (const signal of await deps.port.presence(ids)) this.heard(signal);
    });
  }

  user(id: UserId): WireUser | undefined {
    const user = this.users.get(id);
    if (!user || this.unsure.has(id)) this.unknown.want(id);
    return user;
  }

  presence(id: UserId): PresenceView | undefined {
    this.watched.want(id);
    return this.presences.get(id);
  }

  values = (): WireUser[] => [...this.users.values()];

  restore(users: readonly WireUser[]): void {
    for (const user of users) {
      if (this.users.has(user.id)) continue;
      this.users.set(user.id, user);
      this.unsure.add(user.id);
    }
    this.deps.changed();
  }

  put = (user: WireUser): void => {
    this.unsure.delete(user.id);
    const held = this.users.get(user.id);
    if (held?.name === user.name && held.handle === user.handle && held.avatarUrl === user.avatarUrl) return;
    this.users.set(user.id, user);
    this.deps.wrote(user);
    this.deps.changed();
  };

  heard({ userId, online, terminals, lastSeen }: PresenceSignal): void {
    this.presences.set(userId, { online, terminals, lastSeen });
    this.deps.changed();
  }

  /** The connection stands again: what changed meanwhile, and what could not be read. */
  refresh(): void {
    this.watched.retry(() => true);
    this.unknown.retry((id) => !this.users.has(id) || this.unsure.has(id));
  }
}
