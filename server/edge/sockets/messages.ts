// The messages of the sub-protocol graphql-transport-ws (github.com/enisdenjo/graphql-ws, PROTOCOL.md) that a client sends.
import type { GraphqlRequest } from '../graphql/run.ts';

type Payload = Readonly<Record<string, unknown>>;

export type ClientMessage =
  | { readonly type: 'connection_init'; readonly payload: Payload }
  | { readonly type: 'ping' | 'pong' }
  | { readonly type: 'subscribe'; readonly id: string; readonly request: GraphqlRequest }
  | { readonly type: 'complete'; readonly id: string };

const isRecord = (value: unknown): value is Payload => typeof value === 'object' && value !== null && !Array.isArray(value);
const isAbsent = (value: unknown) => value === undefined || value === null;

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

function requestOf(payload: unknown): GraphqlRequest | null {
  if (!isRecord(payload)) return null;
  const { query, operationName, variables, extensions } = payload;
  if (typeof query !== 'string' || !(isAbsent(operationName) || typeof operationName === 'string')) return null;
  if (!(isAbsent(variables) || isRecord(variables)) || !(isAbsent(extensions) || isRecord(extensions))) return null;
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : null,
    variables: isRecord(variables) ? variables : null,
  };
}

/** Null: it is no message of the protocol. */
export function readMessage(data: string): ClientMessage | null {
  const message = parse(data);
  if (!isRecord(message)) return null;
  const { type, id, payload } = message;
  const hasId = typeof id === 'string' && id !== '';
  if (type === 'subscribe') {
    const request = hasId ? requestOf(payload) : null;
    return request && hasId ? { type, id, request } : null;
  }
  if (type === 'complete') return hasId ? { type, id } : null;
  if (!(isAbsent(payload) || isRecord(payload))) return null;
  if (type === 'connection_init') return { type, payload: isRecord(payload) ? payload : {} };
  return type === 'ping' || type === 'pong' ? { type } : null;
}
