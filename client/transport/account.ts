// Accounts over tRPC. The session's cookie is set by the server; no script sees the token.
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { isErrorCode } from '../../core/protocol/errors.ts';
import type { AppRouter } from '../../server/edge/trpc/router.ts';
import { type AccountPort, CallError } from '../engine/account.ts';

const DEVICE = { kind: 'WEB', name: null } as const;

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

async function call<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw toCallError(error);
  }
}

export function createAccountPort(): AccountPort {
  const { account } = createTRPCClient<AppRouter>({ links: [httpLink({ url: '/api/trpc' })] });
  return {
    entrance: () => call(account.entrance.query()),
    async me() {
      try {
        return (await call(account.me.query())).user;
      } catch (error) {
        if (error instanceof CallError && error.code === 'UNAUTHENTICATED') return null;
        throw error;
      }
    },
    signUp: async (form) => (await call(account.signUp.mutate({ ...form, device: DEVICE }))).user,
    signIn: async (email, password) => (await call(account.signIn.mutate({ email, password, device: DEVICE }))).user,
    async signOut() {
      await call(account.signOut.mutate());
    },
  };
}
