// The public API over plain HTTP, for a client that has a token and no session of our pages.
import type { CallError } from '../engine/account.ts';
import { type Authorization, proven } from './authorization.ts';
import { callErrorOf } from './call-error.ts';
import { patientFetch } from './patient-fetch.ts';
import type { Payload } from './socket.ts';

/** Answers the field that `query` asks for. Rejects with a CallError. */
export type Ask = <T>(query: string, variables?: object) => Promise<T>;

const HEADERS = { 'content-type': 'application/json', accept: 'application/graphql-response+json' } as const;

export function createGraphqlAsk(authorization: Authorization): Ask {
  return async <T>(query: string, variables: object = {}): Promise<T> => {
    const body = JSON.stringify({ query, variables });
    const answer = await answerTo(proven({ method: 'POST', headers: HEADERS, body, credentials: 'omit' }, authorization()));
    if (!answer.data || answer.errors?.length) throw failure(answer);
    return Object.values(answer.data)[0] as T;
  };
}

const failure = ({ errors }: Payload): CallError => callErrorOf(errors?.[0]);

/** What is no answer of ours is none at all. */
async function answerTo(init: RequestInit): Promise<Payload> {
  try {
    const response = await patientFetch('/api/graphql', init);
    return (await response.json()) as Payload;
  } catch (error) {
    throw callErrorOf(error);
  }
}
