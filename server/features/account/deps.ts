// What the use cases of accounts are made from.
import type { z } from 'zod';
import type { deviceInput } from '../../../core/protocol/commands.ts';
import type { TerminalId, UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Limits } from '../../platform/rates/limits.ts';
import type { Turns } from '../../platform/rates/turns.ts';
import type { PasswordAuth } from './auth.ts';
import type { SignupMode } from './rules.ts';

export interface AccountDeps {
  readonly db: Db;
  readonly ids: IdSource;
  readonly log: Log;
  readonly config: {
    readonly signup: SignupMode;
    /** At least 32 characters. */
    readonly secret: string;
  };
  readonly limits: Limits;
  /** Told after the commit which sessions have ended: their sockets close. */
  revoked(ids: TerminalId[]): void;
}

/** The same with what the feature makes itself. */
export interface Parts extends AccountDeps {
  readonly auth: PasswordAuth;
  /** Hashes of passwords: slow, so few at a time, in turn by address. */
  readonly hashing: Turns;
  loadUser(id: UserId): Promise<WireUser | undefined>;
}

/** Where a call comes from, as the edge knows it. */
export interface Caller {
  readonly address: string;
  readonly userAgent: string;
}

export interface SignedIn {
  /** In plain: for the device alone. */
  readonly token: string;
  /** The latest end of the session, for the cookie. */
  readonly expiresAt: Date;
  readonly user: WireUser;
  readonly actor: Actor;
}

export type Device = z.output<typeof deviceInput> | null;
