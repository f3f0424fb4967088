// Ids are Snowflakes: 63-bit integers, BIGINT in the database, decimal strings everywhere else (JSON numbers end at 2^53).
// This file is the only place that checks, compares and converts them.

declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

export type UserId = Branded<string, 'UserId'>;
export type ConversationId = Branded<string, 'ConversationId'>;
export type EventId = Branded<string, 'EventId'>;
export type TerminalId = Branded<string, 'TerminalId'>;
export type DepartmentId = Branded<string, 'DepartmentId'>;
export type TicketId = Branded<string, 'TicketId'>;
export type SiteKeyId = Branded<string, 'SiteKeyId'>;
export type CannedReplyId = Branded<string, 'CannedReplyId'>;
export type DeskViewId = Branded<string, 'DeskViewId'>;
export type AuditId = Branded<string, 'AuditId'>;
/** A UUID made by the client, lower case; with the sender the idempotency key of a send. */
export type ClientId = Branded<string, 'ClientId'>;
export type AnyId =
  | (UserId | ConversationId | EventId | TerminalId | DepartmentId | TicketId)
  | (SiteKeyId | CannedReplyId | DeskViewId | AuditId);

const DECIMAL = /^[1-9][0-9]{0,18}$/;
const MAX = 9_223_372_036_854_775_807n;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for a canonical decimal of 1 to 2^63 - 1. */
export function isId(text: string): boolean {
  return DECIMAL.test(text) && (text.length < 19 || BigInt(text) <= MAX);
}

/** The id in `text`, or null when it is not one. */
export function parseId<T extends AnyId>(text: string): T | null {
  return isId(text) ? (text as T) : null;
}

/** Brands what the database returned; throws on anything else, since that is a bug of ours. */
export function toId<T extends AnyId>(value: string | bigint): T {
  const text = String(value);
  if (!isId(text)) throw new Error(`not an id: ${text.slice(0, 30)}`);
  return text as T;
}

/** The clientId in `text` in lower case, or null when it is not a UUID. */
export function parseClientId(text: string): ClientId | null {
  return UUID.test(text) ? (text.toLowerCase() as ClientId) : null;
}

/** Numeric order; the order in which rows are locked everywhere. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Ascending and without doubles. */
export function sortedIds<T extends AnyId>(ids: Iterable<T>): T[] {
  return [...new Set(ids)].sort(compareIds);
}
