'use client';
// "Read by 9 of 11" under the last message of mine that somebody in a group has read; a press tells who.

import { useReaders, useUser } from '../../../client/react/chat/hooks.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { ReadBy, ReaderFace } from '../../ui/message-notes.tsx';
import { useName } from '../titles.ts';

/** The latest readers are shown as faces. */
const FACES = 3;

interface Props {
  readonly id: ConversationId;
  readonly seq: number;
  readonly onOpen: (seq: number) => void;
}

export function ReadByLine({ id, seq, onOpen }: Props) {
  const readers = useReaders(id, seq);
  if (!readers || readers.read.length === 0) return null;
  const { read, unread } = readers;
  return (
    <ReadBy
      faces={read.slice(0, FACES).map((userId) => <Face key={userId} id={userId} />)}
      count={read.length}
      total={read.length + unread.length}
      onOpen={() => onOpen(seq)}
    />
  );
}

function Face({ id }: { readonly id: UserId }) {
  const user = useUser(id);
  return <ReaderFace id={id} name={useName(id)} url={user?.avatarUrl} />;
}
