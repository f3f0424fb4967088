// Whole objects by key, kept until they are deleted: archived segments, later media. What stands under a key never changes:
// a key carries the hash of its bytes, and other bytes under it are refused.

export interface Blobs {
  /** For operators: where the objects are. */
  readonly place: string;
  /** Stored whole and durable when it resolves, or not at all; again with the same bytes: nothing. BlobError for other bytes. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null: there is no such object. */
  get(key: string): Promise<Buffer | null>;
  /** All keys that begin with it, ascending. */
  list(prefix: string): Promise<string[]>;
  /** One that is not there is deleted already. */
  delete(key: string): Promise<void>;
}

/** The store refused or cannot be reached: one line for operators. */
export class BlobError extends Error {}

/** It cannot be reached, or does not answer. */
export class BlobAway extends BlobError {
  /** When it is worth asking again. */
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

const KEY = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/;
const MAX_KEY = 500;

/** Keys are lower case, digits, `.`, `_` and `-`, with slashes between: safe as file names and in URLs. */
export function checkKey(key: string): string {
  if (key.length > MAX_KEY || !KEY.test(key)) throw new BlobError(`not a key of an object: ${JSON.stringify(key.slice(0, 80))}`);
  return key;
}

export function differs(place: string, key: string): BlobError {
  return new BlobError(`${place} holds other bytes under ${key} than those to store: the object is damaged, move it away.`);
}
