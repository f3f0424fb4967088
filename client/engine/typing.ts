// Who types: others, until they stop, say something or have been silent for 6 s; and I, told to the others at most each 3 s.
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import type { Clock } from './device.ts';
import { hint } from './failure.ts';
import type { ChatPort } from './ports.ts';

const TELL_MS = 3_000;
const NOBODY: readonly UserId[] = [];

export interface TypingDeps {
  readonly me: UserId;
  readonly port: Pick<ChatPort, 'typing'>;
  readonly clock: Clock;
  /** Whether anybody could hear it. */
  live(): boolean;
  changed(id: ConversationId): void;
}

export class Typing {
  private readonly deps: TypingDeps;
  private readonly others = new Map<ConversationId, Map<UserId, () => void>>();
  private readonly views = new Map<ConversationId, readonly UserId[]>();
  /** When the others last heard that I type, ms. */
  private readonly told = new Map<ConversationId, number>();

  constructor(deps: TypingDeps) {
    this.deps = deps;
  }

  /** In the order in which they began. */
  of = (id: ConversationId): readonly UserId[] => this.views.get(id) ?? NOBODY;

  heard(id: ConversationId, userId: UserId, on: boolean): void {
    if (userId === this.deps.me) return;
    const users = this.others.get(id) ?? new Map<UserId, () => void>();
    users.get(userId)?.();
    if (on) {
      this.others.set(id, users);
      users.set(
        userId,
        this.deps.clock.after(LIMITS.typingMs, () => this.heard(id, userId, false)),
      );
    } else users.delete(userId);
    this.show(id, [...users.keys()]);
  }

  /** Who has said something does not type any more. */
  seen(id: ConversationId, events: readonly WireEvent[]): void {
    for (const { kind, senderId } of events) {
      if (kind === 'message' && senderId !== null && this.others.get(id)?.has(senderId)) this.heard(id, senderId, false);
    }
  }

  private show(id: ConversationId, users: readonly UserId[]): void {
    const before = this.of(id);
    if (before.length === users.length && users.every((user, index) => user === before[index])) return;
    if (users.length > 0) this.views.set(id, users);
    else {
      this.views.delete(id);
      this.others.delete(id);
    }
    this.deps.changed(id);
  }

  tell(id: ConversationId, on: boolean): void {
    if (!this.deps.live()) return;
    const last = this.told.get(id);
    const now = this.deps.clock.now();
    if (on ? last !== undefined && now - last < TELL_MS : last === undefined) return;
    if (on) this.told.set(id, now);
    else this.told.delete(id);
    void hint(this.deps.port.typing(id, on));
  }

  close(): void {
    for (const users of this.others.values()) for (const callOff of users.values()) callOff();
    this.others.clear();
  }
}
