// One tRPC client for all ports, and one way from its failures to a CallError. The session's cookie is set by the server;
// no script sees the token.
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { isErrorCode } from '../../core/protocol/errors.ts';
import type { AppRouter } from '../../server/edge/trpc/router.ts';
import { CallError } from '../engine/account.ts';
import { patientFetch } from './patient-fetch.ts';

export function createCalls() {
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: '/api/trpc', fetch: patientFetch })] });
}

export type Calls = ReturnType<typeof createCalls>;

function toCallError(error: unknown): CallError {
  if (error instanceof TRPCClientError) {
    const data: unknown = error.data;
    if (typeof data === 'object' && data !== null && 'code' in data && isErrorCode(data.code)) {
      const details = 'details' in data && typeof data.details === 'object' && data.details !== null ? data.details : {};
      return new CallError(data.code, details);
    }
  }
  return new CallError('OFFLINE');
}

/** The answer; a failure as a CallError. */
export async function call<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw toCallError(error);
  }
}
