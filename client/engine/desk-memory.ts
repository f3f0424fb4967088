// What somebody was at the desk when it was last looked for: until it is found again, the way to it stands where it stood.
import type { DeskRole } from '../../core/protocol/desk.ts';
import type { UserId } from '../../core/protocol/ids.ts';

export interface DeskMemory {
  role(me: UserId): DeskRole | null;
  /** Null: they are not of the desk. */
  keep(me: UserId, role: DeskRole | null): void;
}
