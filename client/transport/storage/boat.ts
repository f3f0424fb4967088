// What only this device has, until IndexedDB holds it: localStorage takes it at once, in the last moment of a page too, where
// no transaction comes to its end any more. What has landed is taken out.
import type { ClientId, ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { StoredItem } from '../../engine/device.ts';
import type { Mode } from '../../engine/mode.ts';
import { databaseName } from './database.ts';

/** A draft of '' and the mode `write` say that there is none any more. */
export type Own =
  | { readonly name: 'outbox'; readonly key: ClientId; readonly value: StoredItem }
  | { readonly name: 'drafts'; readonly key: ConversationId; readonly value: string }
  | { readonly name: 'modes'; readonly key: ConversationId; readonly value: Mode };

export type Shore = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** A browser may forbid it: then the store alone keeps what was written. */
function tolerant<T>(otherwise: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    console.warn('Parley keeps what was just written in its store alone.', error);
    return otherwise;
  }
}

export const pageShore = (): Shore | null => (typeof window === 'undefined' ? null : tolerant(null, () => window.localStorage));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** It was written by us under our own name; an older version may have written it otherwise. */
function isOwn(value: unknown): value is Own {
  if (!isObject(value) || !('name' in value && 'key' in value && 'value' in value)) return false;
  const { name, value: held } = value;
  if (name === 'drafts') return typeof held === 'string';
  return isObject(held) && (name === 'modes' ? 'kind' in held : name === 'outbox' && 'clientId' in held && 'text' in held);
}

export class Boat {
  private readonly prefix: string;
  private readonly shore: Shore | null;

  constructor(userId: UserId, shore: Shore | null) {
    this.prefix = `${databaseName(userId)} `;
    this.shore = shore;
  }

  take(own: Own): void {
    tolerant(undefined, () => this.shore?.setItem(this.place(own), JSON.stringify(own)));
  }

  /** Where something newer was taken in its place that stays. */
  landed(own: Own): void {
    if (this.shore?.getItem(this.place(own)) === JSON.stringify(own)) this.drop(own);
  }

  drop(own: Pick<Own, 'name' | 'key'>): void {
    this.shore?.removeItem(this.place(own));
  }

  all(): Own[] {
    const { shore, prefix } = this;
    if (!shore) return [];
    const places = Array.from({ length: shore.length }, (_, at) => shore.key(at) ?? '');
    return places.flatMap((place) => {
      const kept: unknown = place.startsWith(prefix) ? JSON.parse(shore.getItem(place) ?? 'null') : null;
      return isOwn(kept) ? [kept] : [];
    });
  }

  private place({ name, key }: Pick<Own, 'name' | 'key'>): string {
    return `${this.prefix}${name} ${key}`;
  }
}
