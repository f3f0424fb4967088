// The web client's calls over tRPC: from our own pages alone where they change something, with the session's cookie.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { incomingMessageToRequest } from '@trpc/server/adapters/node-http';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { RateName } from '../../core/protocol/rates.ts';
import { asAppError } from '../platform/app-error.ts';
import type { Log } from '../platform/log.ts';
import type { Commands } from '../platform/observe/commands.ts';
import type { Limits } from '../platform/rates/limits.ts';
import type { Callers } from './callers.ts';
import { retryAfter } from './gate.ts';
import { json } from './json.ts';
import { TRPC } from './routes.ts';
import { sendAnswer } from './send-answer.ts';
import { readSession, writeSession } from './session-cookie.ts';
import type { AppRouter } from './trpc/router.ts';

export interface CallDeps {
  readonly router: AppRouter;
  readonly log: Log;
  readonly commands: Commands;
  readonly limits: Limits;
}

export async function answerCall(deps: CallDeps, callers: Callers, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST' && !callers.isOwnPage(request)) return json(response, 403, { code: 'FORBIDDEN' });
  const caller = callers.callerOf(request);
  const secure = caller.origin.startsWith('https:');
  const answered = await fetchRequestHandler({
    router: deps.router,
    req: incomingMessageToRequest(request, response, { maxBodySize: LIMITS.requestBytes }),
    endpoint: TRPC,
    responseMeta: ({ errors }) => ({ headers: retryAfter(Math.max(0, ...errors.map(waitOf))) }),
    async createContext() {
      const actor = await callers.authenticate(readSession(request));
      const who = { userId: actor?.userId ?? null, network: caller.network };
      return {
        ...caller,
        actor,
        log: deps.log,
        commands: deps.commands,
        spend: (what: RateName) => deps.limits.spend(what, who),
        setSession: (value: string, expiresAt: Date) => writeSession(response, { token: value, expiresAt }, secure),
        clearSession: () => writeSession(response, null, secure),
      };
    },
  });
  await sendAnswer(answered, request, response);
}

/** How long a limit says to wait, ms. */
function waitOf(error: Error): number {
  const app = asAppError(error);
  return app?.code === 'RATE_LIMITED' ? (app.details.retryAfterMs ?? 0) : 0;
}
