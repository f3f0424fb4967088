// better-auth (e-mail and password) behind four functions. Its HTTP handler is not mounted.
// - A token is never stored: the hook of a session keeps its SHA-256 and hands the token itself to the call at work.
// - A sign-up is one transaction with our own rows (`within`), and the slow hash of the password is made before it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { APIError, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Prisma, Transaction } from './store.ts';

/** The rows of a session live at most this long, and so does a cookie. */
export const SESSION_MAX_S = 400 * 86_400;

const TRANSACTION = { maxWait: 20_000, timeout: 20_000 };

export interface AuthSession {
  readonly authUserId: string;
  readonly authSessionId: string;
  /** In plain: for the device alone. */
  readonly token: string;
}

/** A call of better-auth at work: what goes in and comes out beside its own arguments. */
interface Call {
  readonly passwordHash?: string;
  within?(on: Transaction): Promise<void>;
  session?: AuthSession;
}

export interface PasswordAuth {
  /**
   * Makes the rows of a sign-in and, in the same transaction, what `within` makes; its errors undo everything.
   * Null: better-auth refused (the e-mail is taken) or failed (it logged why).
   */
  signUp<T>(input: Credentials, within: (on: Transaction, session: AuthSession) => Promise<T>): Promise<{ token: string; made: T } | null>;
  /** Null: no such e-mail or a wrong password; both take the same time. */
  signIn(email: string, password: string): Promise<AuthSession | null>;
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

interface Credentials {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The client that the adapter sees: its transactions end with the `within` of the call at work. */
function withinCall(prisma: Prisma, calls: AsyncLocalStorage<Call>): Prisma {
  const transaction = <T>(work: (on: Transaction) => Promise<T>) =>
    prisma.$transaction(async (on) => {
      const result = await work(on);
      await calls.getStore()?.within?.(on);
      return result;
    }, TRANSACTION);
  return new Proxy(prisma, { get: (target, key) => (key === '$transaction' ? transaction : Reflect.get(target, key)) });
}

function openBetterAuth(deps: { prisma: Prisma; ids: IdSource; secret: string; log: Log }, calls: AsyncLocalStorage<Call>) {
  const { ids, log } = deps;
  return betterAuth({
    appName: 'Parley',
    baseURL: 'http://localhost',
    secret: deps.secret,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (_level, message, ...args) => log.error({ args }, message) },
    database: prismaAdapter(withinCall(deps.prisma, calls), { provider: 'postgresql', transaction: true }),
    advanced: { database: { generateId: () => ids.next() } },
    user: { modelName: 'authUser' },
    session: { modelName: 'authSession', expiresIn: SESSION_MAX_S },
    account: { modelName: 'authAccount' },
    verification: { modelName: 'authVerification' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: LIMITS.passwordMin,
      maxPasswordLength: LIMITS.passwordMax,
      password: { hash: async (password) => calls.getStore()?.passwordHash ?? hashPassword(password) },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session) {
            const call = calls.getStore();
            const made = { authUserId: session.userId, authSessionId: ids.next(), token: session.token };
            if (call) call.session = made;
            return { data: { ...session, id: made.authSessionId, token: hashToken(made.token).toString('base64url') } };
          },
        },
      },
    },
  });
}

export function createAuth(deps: { prisma: Prisma; ids: IdSource; secret: string; log: Log }): PasswordAuth {
  const calls = new AsyncLocalStorage<Call>();
  const auth = openBetterAuth(deps, calls);

  /** The session that `work` made; null where better-auth refused. */
  async function sessionOf(call: Call, work: () => Promise<unknown>): Promise<AuthSession | null> {
    try {
      await calls.run(call, work);
    } catch (error) {
      if (error instanceof APIError) return null;
      throw error;
    }
    return call.session ?? null;
  }

  return {
    async signUp<T>(input: Credentials, within: (on: Transaction, session: AuthSession) => Promise<T>) {
      const results: T[] = [];
      const call: Call = {
        passwordHash: await hashPassword(input.password),
        async within(on) {
          if (call.session) results.push(await within(on, call.session));
        },
      };
      const session = await sessionOf(call, () => auth.api.signUpEmail({ body: { ...input } }));
      const [made] = results;
      return session && made !== undefined ? { token: session.token, made } : null;
    },
    signIn: (email, password) => sessionOf({}, () => auth.api.signInEmail({ body: { email, password } })),
    hash: hashPassword,
    verify: (hash, password) => verifyPassword({ hash, password }),
  };
}
