// What the admin page needs of the installation, whichever transport carries it. Times are ISO 8601.
import type { UserKind } from '../../core/protocol/events.ts';
import type { UserId } from '../../core/protocol/ids.ts';
import type { OperationsView } from '../../core/protocol/operations.ts';
import type { SignupMode } from './account.ts';

export type * from '../../core/protocol/operations.ts';

export interface AdminOverview {
  /** How many there are. */
  readonly accounts: number;
  readonly signup: SignupMode;
}

export interface AdminAccount {
  readonly id: UserId;
  readonly handle: string | null;
  readonly name: string;
  /** Null: an account without a sign-in. */
  readonly email: string | null;
  readonly kind: UserKind;
  /** 0: a person like all; 1: an admin; 2: the owner. */
  readonly power: number;
  /** Null: it is open. */
  readonly disabledAt: string | null;
  readonly createdAt: string;
}

export interface AccountPage {
  readonly accounts: readonly AdminAccount[];
  readonly more: boolean;
}

export interface AccountAsk {
  /** A part of name, handle or e-mail; '': all. */
  readonly text: string;
  /** The last id of the page before; null: from the first. */
  readonly after: UserId | null;
  /** At most 500. */
  readonly first: number;
}

export interface Invitation {
  readonly id: string;
  readonly createdBy: UserId;
  readonly createdByName: string;
  readonly uses: number;
  readonly maxUses: number;
  /** Null: it does not end by itself. */
  readonly expiresAt: string | null;
  readonly createdAt: string;
}

export interface NewInvitation {
  readonly id: string;
  /** In this answer only. */
  readonly code: string;
  readonly maxUses: number;
  readonly expiresAt: string | null;
}

/** Every call rejects with a CallError; FORBIDDEN for those without power, on the owner and on oneself. */
export interface AdminPort {
  overview(): Promise<AdminOverview>;
  /** Of the instance that answers, now. */
  operations(): Promise<OperationsView>;
  /** Ascending by id. */
  accounts(ask: AccountAsk): Promise<AccountPage>;
  /** Shuts the account and ends its sessions; its messages stay. */
  disable(id: UserId): Promise<void>;
  enable(id: UserId): Promise<void>;
  /** Ends all sessions of the account. */
  signOut(id: UserId): Promise<void>;
  /** For the owner: makes somebody an admin, or takes it back. */
  setAdmin(id: UserId, on: boolean): Promise<void>;
  /** Answers the new password, shown once; all sessions of the account end. BAD_INPUT: it has no sign-in. */
  resetPassword(id: UserId): Promise<string>;
  invitations(): Promise<Invitation[]>;
  /** maxUses 1 to 10,000; days 1 to 365, null: without an end. */
  createInvitation(ask: { readonly maxUses: number; readonly days: number | null }): Promise<NewInvitation>;
  /** NOT_FOUND: it is revoked already. */
  revokeInvitation(id: string): Promise<void>;
}
