// To whom one writes: the visitor, or the desk alone. Pure.

import { type Mode, WRITE } from '../../../client/react/chat/hooks.ts';

export type Side = 'reply' | 'note';

/** What is written on each side and not sent; null: that side is not here yet. */
export interface Drafts {
  readonly reply: string | null;
  readonly note: string | null;
}

export const isWritten = (draft: string | null): boolean => draft !== null && draft.trim() !== '';

/** Where one begins: where something is written already, a reply first. */
export const firstSide = ({ reply, note }: Drafts): Side => (isWritten(note) && !isWritten(reply) ? 'note' : 'reply');

/** A note that was wanted is never a reply, be the notes here or not: what is typed then must not reach the visitor. */
export const sideOf = (wanted: Side | undefined, drafts: Drafts): Side => wanted ?? firstSide(drafts);

/** What Escape leaves from the page: a quote or a change of the talk, while it is the talk that one writes in. */
export const leavable = (side: Side, mode: Mode): Mode => (side === 'reply' ? mode : WRITE);
