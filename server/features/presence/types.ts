// What the door of presence gives and takes.
import type { z } from 'zod';
import type { typingInput } from '../../../core/protocol/commands.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireSignal } from '../../../core/protocol/wire.ts';

export type PresenceSignal = Extract<WireSignal, { type: 'presence' }>;

export interface Presence {
  /** Tells the other members who are connected. NOT_FOUND for who is not in. */
  typing(userId: UserId, input: z.output<typeof typingInput>): Promise<true>;
  /** How these people stand, of whom the asker shares a conversation; others are left out. */
  of(askerId: UserId, userIds: readonly UserId[]): Promise<PresenceSignal[]>;
  /** How these stand who are online, for whoever has found out that they may be told (the desk, of its visitors). */
  online(userIds: Iterable<UserId>): PresenceSignal[];
  close(): Promise<void>;
}
