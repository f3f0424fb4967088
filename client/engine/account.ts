// What the pages need of accounts, whichever transport carries it.
import type { ErrorCode, ErrorDetails } from '../../core/protocol/errors.ts';
import type { TerminalKind } from '../../core/protocol/events.ts';
import type { TerminalId } from '../../core/protocol/ids.ts';
import type { WireUser } from '../../core/protocol/wire.ts';

export type SignupMode = 'open' | 'invitation' | 'closed';

export interface Entrance {
  /** Nobody is here yet: the next account owns the server. */
  readonly empty: boolean;
  readonly signup: SignupMode;
  /** Where a demo stands: the accounts that anybody may enter. */
  readonly demo: readonly DemoAccount[];
}

export interface DemoAccount {
  readonly user: WireUser;
  /** One line a language: who that is. */
  readonly about: { readonly en: string; readonly zh: string };
  readonly unread: number;
}

export interface SignUpForm {
  readonly name: string;
  readonly handle: string;
  readonly email: string;
  readonly password: string;
  readonly invitation: string | null;
}

/** Who is signed in here. */
export interface Me {
  readonly user: WireUser;
  /** 0: a person like all; above: may administer; 2: the owner. */
  readonly power: number;
  /** The session of this browser. */
  readonly terminalId: TerminalId;
}

/** A session: where somebody is signed in. Times are ISO 8601. */
export interface Terminal {
  readonly id: TerminalId;
  readonly kind: TerminalKind;
  readonly name: string | null;
  readonly lastSeen: string;
  readonly createdAt: string;
  /** The one that asks. */
  readonly current: boolean;
}

/** Fields that are left out stay as they are. */
export interface ProfileChange {
  readonly name?: string;
  readonly handle?: string;
}

/** A refusal of the server, or OFFLINE where it did not answer. */
export class CallError extends Error {
  readonly code: ErrorCode | 'OFFLINE';
  readonly details: ErrorDetails;
  constructor(code: ErrorCode | 'OFFLINE', details: ErrorDetails = {}) {
    super(code);
    this.name = 'CallError';
    this.code = code;
    this.details = details;
  }
}

/** Every call rejects with a CallError. */
export interface AccountPort {
  entrance(): Promise<Entrance>;
  /** Null: nobody is signed in here. */
  me(): Promise<Me | null>;
  signUp(form: SignUpForm): Promise<void>;
  signIn(email: string, password: string): Promise<void>;
  /** Without a password. NOT_FOUND: it is not offered any more. */
  enterDemo(handle: string): Promise<void>;
  signOut(): Promise<void>;
  /** The sessions of the one who asks. */
  terminals(): Promise<Terminal[]>;
  /** Ends one of them. NOT_FOUND: it has ended already. */
  revokeTerminal(id: TerminalId): Promise<void>;
  /** Ends the other sessions too. BAD_INPUT (oldPassword): it is wrong; RATE_LIMITED. */
  changePassword(current: string, next: string): Promise<void>;
  /** BAD_INPUT (handle): it is taken. */
  updateProfile(change: ProfileChange): Promise<WireUser>;
}
