// To whom one writes: the visitor, or the desk alone.

import type { ConversationView } from '../../../client/react/chat/hooks.ts';

export type Side = 'reply' | 'note';

/** No note can be written where the notes are not here. */
export const sideOf = (wanted: Side, notes: ConversationView | null): Side => (notes === null ? 'reply' : wanted);
