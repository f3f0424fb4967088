// The web client's calls over tRPC: from our own pages alone where they change something, with the session's cookie, or with a
// token, as the widget has one: its frame must not meet the cookie of whoever is signed in.

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
import { mayCall, rateOf, shownTo } from './visitor-calls.ts';

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
  // Who comes with a token leaves alone the cookie of whoever is signed in here.
  const writes = request.headers.authorization === undefined;
  const answered = await fetchRequestHandler({
    router: deps.router,
    req: incomingMessageToRequest(request, response, { maxBodySize: LIMITS.requestBytes }),
    endpoint: TRPC,
    responseMeta: ({ errors }) => ({ headers: retryAfter(Math.max(0, ...errors.map(waitOf))) }),
    async createContext() {
      const actor = await callers.authenticate(tokenOf(callers, request));
      const who = { userId: actor?.userId ?? null, network: caller.network };
      return {
        ...caller,
        actor,
        log: deps.log,
        commands: deps.commands,
        spend: (what: RateName) => deps.limits.spend(rateOf(actor, what), who),
        mayCall: (path: string) => mayCall(actor, path),
        ...(actor?.isVisitor ? { shown: (answer: unknown) => shownTo(actor, answer) } : {}),
        setSession: (value: string, expiresAt: Date) => writes && writeSession(response, { token: value, expiresAt }, secure),
        clearSession: () => writes && writeSession(response, null, secure),
      };
    },
  });
  await sendAnswer(answered, request, response);
}

/** A token that was given counts alone, also when it is wrong. */
function tokenOf(callers: Callers, request: IncomingMessage): string | null {
  return request.headers.authorization === undefined ? readSession(request) : callers.tokenOf(request);
}

/** How long a limit says to wait, ms. */
function waitOf(error: Error): number {
  const app = asAppError(error);
  return app?.code === 'RATE_LIMITED' ? (app.details.retryAfterMs ?? 0) : 0;
}
