// The tRPC primitives that the routers of the features are built from. Errors leave as {code, details} of the one table
// in `data`, with its HTTP status; what nobody foresaw is logged and leaves as INTERNAL, without its text.
import { initTRPC, type TRPCError } from '@trpc/server';
import { AppError, ERROR_MESSAGES } from '../../core/protocol/app-error.ts';
import { ERRORS } from '../../core/protocol/errors.ts';
import type { RateName } from '../../core/protocol/rates.ts';
import type { Actor } from './actor.ts';
import { asAppError } from './app-error.ts';
import type { Log } from './log.ts';
import type { Asker, Commands } from './observe/commands.ts';

export interface TrpcContext extends Asker {
  readonly actor: Actor | null;
  /** The caller's IP address, as far as the proxies before us are trusted. */
  readonly address: string;
  readonly userAgent: string;
  readonly log: Log;
  readonly commands: Commands;
  /** Counts the call. @throws AppError RATE_LIMITED */
  spend(what: RateName): void;
  /** Whether this call is there for the caller. Without it all are. */
  mayCall?(path: string): boolean;
  /** An answer as the caller may see it. */
  shown?(answer: unknown): unknown;
  /** Puts the session's cookie into the answer; not for who came with a token. */
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
}

/** tRPC's own refusals: no such procedure, a body that is no JSON, a wrong method ... */
function ofTrpc(error: TRPCError): AppError {
  if (error.code === 'NOT_FOUND') return new AppError('NOT_FOUND');
  return new AppError(error.code === 'INTERNAL_SERVER_ERROR' ? 'INTERNAL' : 'BAD_INPUT');
}

interface Meta {
  /** What the call counts as; without it a query is a read, a mutation a command. */
  readonly rate?: RateName;
}

const t = initTRPC
  .context<TrpcContext>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter({ shape, error }) {
      const app = asAppError(error) ?? ofTrpc(error);
      return {
        ...shape,
        message: ERROR_MESSAGES[app.code],
        data: { path: shape.data.path, code: app.code, details: app.details, httpStatus: ERRORS[app.code].http },
      };
    },
  });

const logged = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (!result.ok && !asAppError(result.error) && ofTrpc(result.error).code === 'INTERNAL') {
    ctx.log.error({ error: result.error.cause ?? result.error, path }, 'a call failed');
  }
  return result;
});

/** A command is called as in the public API; those of administration keep their area. */
const commandOf = (path: string): string => (path.startsWith('admin.') ? path : (path.split('.').at(-1) ?? path));

const counted = t.middleware(({ next, ctx, path }) =>
  ctx.commands.run(
    ctx.commands.kind(commandOf(path)),
    ctx,
    () => next(),
    (result) => (result.ok ? undefined : (asAppError(result.error) ?? ofTrpc(result.error))),
  ),
);

const limited = t.middleware(({ next, ctx, meta, type }) => {
  ctx.spend(meta?.rate ?? (type === 'query' ? 'read' : 'command'));
  return next();
});

/** To who may not call it a procedure does not exist. */
const permitted = t.middleware(async ({ next, ctx, path }) => {
  if (ctx.mayCall?.(path) === false) throw new AppError('NOT_FOUND');
  const result = await next();
  return result.ok && ctx.shown ? { ...result, data: ctx.shown(result.data) } : result;
});

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const procedure = t.procedure.use(counted).use(logged).use(limited).use(permitted);
/** For people who are signed in; UNAUTHENTICATED for others. */
export const authed = procedure.use(({ next, ctx }) => {
  if (!ctx.actor) throw new AppError('UNAUTHENTICATED');
  return next({ ctx: { actor: ctx.actor } });
});
