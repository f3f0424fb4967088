// Keys made of where a line stands: the same in every run. Pure.
import { createHash } from 'node:crypto';
import { type ClientId, parseClientId } from '../../../core/protocol/ids.ts';

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same UUID for the same place in a source (version 8: made by us). */
export function uuidOf(place: string): ClientId {
  const hex = digestOf(place);
  const id = parseClientId(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`);
  if (!id) throw new Error('not a UUID');
  return id;
}
