// Who asks for a stream over plain HTTP, and from where on. A GET of our own page carries no Origin, so the cookie counts with one
// of ours, or with a header that a page of somebody else cannot set: its browser asks us first, and we never allow it.
import type { IncomingMessage } from 'node:http';
import { AppError } from '../../../core/protocol/app-error.ts';
import { parseCursor } from '../../../core/protocol/cursor.ts';
import { speaks } from '../../../core/protocol/version.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Callers } from '../callers.ts';
import { readSession } from '../session-cookie.ts';

/** The version of the protocol that the client speaks. */
const PROTOCOL = 'parley-protocol';
const NAME = /^[\w-]{1,64}$/;

export interface StreamRequest {
  readonly actor: Actor;
  readonly token: string;
  /** A cursor; null: what comes after the present head. */
  readonly after: string | null;
  /** What the client calls a stream that it polls. */
  readonly name: string;
}

/** Null: nobody. @throws AppError FORBIDDEN for a cookie that a page of somebody else may have made the browser send */
function tokenOf(request: IncomingMessage, callers: Callers): string | null {
  const { headers } = request;
  const isPlainGet = headers.authorization === undefined && headers.origin === undefined && headers[PROTOCOL] !== undefined;
  if (isPlainGet) return readSession(request);
  if (callers.isForeign(request)) throw new AppError('FORBIDDEN');
  return callers.tokenOf(request);
}

function parseQuery(request: IncomingMessage): Pick<StreamRequest, 'after' | 'name'> {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const after = searchParams.get('after');
  const name = searchParams.get('stream') ?? '';
  if (after !== null && !parseCursor(after)) throw new AppError('BAD_INPUT', { field: 'after', reason: 'not a cursor' });
  if (name !== '' && !NAME.test(name)) throw new AppError('BAD_INPUT', { field: 'stream', reason: 'not a name' });
  return { after, name };
}

/** Null: a protocol that is not spoken. @throws AppError, and where the database does not answer */
export async function readStreamRequest(request: IncomingMessage, callers: Callers): Promise<StreamRequest | null> {
  const protocol = request.headers[PROTOCOL];
  if (!speaks(protocol === undefined ? undefined : Number(protocol))) return null;
  const asked = parseQuery(request);
  const token = tokenOf(request, callers);
  const actor = await callers.authenticate(token);
  if (token === null || actor === null) throw new AppError('UNAUTHENTICATED');
  return { ...asked, actor, token };
}
