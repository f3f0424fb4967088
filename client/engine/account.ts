// What the pages need of accounts, whichever transport carries it.
import type { ErrorCode, ErrorDetails } from '../../core/protocol/errors.ts';
import type { WireUser } from '../../core/protocol/wire.ts';

export interface Entrance {
  /** Nobody is here yet: the next account owns the server. */
  readonly empty: boolean;
  readonly signup: 'open' | 'invitation' | 'closed';
}

export interface SignUpForm {
  readonly name: string;
  readonly handle: string;
  readonly email: string;
  readonly password: string;
  readonly invitation: string | null;
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
  me(): Promise<WireUser | null>;
  signUp(form: SignUpForm): Promise<WireUser>;
  signIn(email: string, password: string): Promise<WireUser>;
  signOut(): Promise<void>;
}
