// A conversation of the past with all that people did in it, as `replay` takes it.
import type { Role } from '../../../core/protocol/events.ts';
import type { UserId } from '../../../core/protocol/ids.ts';

/** What somebody did. `of` and `replyTo`: the place of a `say` in the scene's steps, from 0. */
export type Deed<Person = UserId> =
  | {
      readonly kind: 'say';
      readonly text: string;
      readonly replyTo: number | null;
      readonly mentionUserIds: readonly Person[];
      readonly mentionAll: boolean;
    }
  | { readonly kind: 'edit'; readonly of: number; readonly text: string }
  | { readonly kind: 'recall'; readonly of: number }
  | { readonly kind: 'react'; readonly of: number; readonly emoji: string }
  | { readonly kind: 'add'; readonly userIds: readonly Person[] }
  | { readonly kind: 'remove'; readonly userId: Person }
  | { readonly kind: 'leave' }
  | { readonly kind: 'rename'; readonly title: string }
  | { readonly kind: 'role'; readonly userId: Person; readonly role: Role };

export interface Step {
  readonly by: UserId;
  /** ms since 1970; never below its predecessor's. */
  readonly at: number;
  readonly deed: Deed;
}

export interface Scene {
  /** Names it in every run. */
  readonly key: string;
  readonly kind: 'GROUP' | 'DIRECT';
  readonly title: string | null;
  /** The first makes it, and owns a group. */
  readonly founderIds: readonly UserId[];
  readonly at: number;
  readonly steps: readonly Step[];
  /** Who has not read it all: the `say` from which on. Everybody else has. */
  readonly unreadFrom: ReadonlyMap<UserId, number>;
}
