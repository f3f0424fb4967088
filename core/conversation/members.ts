// The members of a locked conversation as they were loaded: all of them, or those that the commands name (read fan-out: nobody
// loads 100,000 rows for one message). Asking for one that was not loaded is a fault of the command, never "not a member".
import type { Role } from '../protocol/events.ts';
import type { UserId } from '../protocol/ids.ts';

export interface MemberState {
  readonly userId: UserId;
  readonly role: Role;
  readonly joinedSeq: number;
  /** From where this stay may read. */
  readonly fromSeq: number;
}

export class Members extends Map<UserId, MemberState> {
  /** Whose rows were asked for; null: all are here. */
  private named: Set<UserId> | null = null;

  /** From now on only these are known, and those that join. */
  limitTo(named: Iterable<UserId>): void {
    this.named = new Set(named);
  }

  override get(userId: UserId): MemberState | undefined {
    const member = super.get(userId);
    if (!member) this.mustKnow(userId);
    return member;
  }

  override has(userId: UserId): boolean {
    return this.get(userId) !== undefined;
  }

  override delete(userId: UserId): boolean {
    this.mustKnow(userId);
    this.named?.add(userId);
    return super.delete(userId);
  }

  private mustKnow(userId: UserId): void {
    if (this.named && !super.has(userId) && !this.named.has(userId)) throw new Error(`member ${userId} was asked for and not loaded`);
  }
}
