'use client';
// One conversation in the list. The line below its name, by rank: not sent, typing, draft, mention, last message.

import { type MouseEvent, memo, useState } from 'react';
import { type ConversationView, useMe, usePresence } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { plainText } from '../../text/plain-text.ts';
import { ListRow, type RowLine } from '../../ui/list-row.tsx';
import type { Presence } from '../../ui/presence-dot.tsx';
import { titleOf, useName } from '../titles.ts';
import { WhyUnread } from './why-unread.tsx';

interface Props {
  readonly row: ConversationView;
  /** The list's one stop of the Tab key. */
  readonly isStop: boolean;
  /** Room above for rows that are not drawn, px. */
  readonly room: number;
  readonly selected: boolean;
  /** With `seq`: at that message. */
  readonly onOpen: (id: ConversationId, seq?: number) => void;
}

export const ConversationRow = memo(function ConversationRow({ row, isStop, room, selected, onOpen }: Props) {
  const format = useFormat();
  const line = useLine(row, selected);
  const [why, setWhy] = useState(false);
  const online = usePresence(row.peer?.id ?? null)?.online;
  const presence: Presence | undefined = row.peer ? (online ? 'online' : 'offline') : undefined;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row.id);
  };
  return (
    <ListRow
      id={row.peer?.id ?? row.id}
      name={titleOf(row)}
      group={row.kind !== 'DIRECT'}
      avatarUrl={row.peer?.avatarUrl ?? null}
      presence={presence}
      href={`/c/${row.id}`}
      onClick={open}
      data-row={row.id}
      data-region-focus={isStop || undefined}
      draggable={false}
      tabIndex={isStop ? 0 : -1}
      style={room > 0 ? { marginTop: room } : undefined}
      pinned={row.pinned}
      muted={row.muted}
      selected={selected}
      unread={row.unread}
      mentioned={row.mentions > 0}
      time={
        row.lastAt > 0
          ? { text: format.stamp(row.lastAt, Date.now()), dateTime: new Date(row.lastAt).toISOString(), full: format.full(row.lastAt) }
          : undefined
      }
      line={line}
      badge={
        row.unread > 0 ? (
          <WhyUnread row={row} muted={row.muted} isStop={isStop} open={why} onOpenChange={setWhy} onJump={(seq) => onOpen(row.id, seq)} />
        ) : undefined
      }
    />
  );
});

function useLine(row: ConversationView, selected: boolean): RowLine {
  const t = useT();
  const me = useMe();
  const { lastMessage: last, kind } = row;
  const typist = useName(row.typing[0] ?? null);
  const sender = useName(last?.senderId ?? null);
  const mine = last?.senderId === me.id;
  const gone = mine ? t('message.recalledByYou') : t('list.recalled');
  const oneLine = last ? (last.text === null ? gone : plainText(last.text)) : t('list.noMessages');
  if (row.failed > 0) return { kind: 'failed', text: t('list.unsent', { count: row.failed }) };
  if (row.typing.length > 0) return kind === 'DIRECT' ? { kind: 'typing' } : { kind: 'typing', by: typist };
  if (row.draft.trim() !== '' && !selected) return { kind: 'draft', text: plainText(row.draft) };
  if (row.mentions > 0 && last) return { kind: 'mention', by: sender, text: oneLine };
  if (row.queued > 0) return { kind: 'last', text: t('list.waiting', { count: row.queued }), state: 'queued' };
  if (!last) return { kind: 'last', text: oneLine };
  // "You recalled a message" says who by itself.
  if (mine) return last.text === null ? { kind: 'last', text: oneLine } : { kind: 'last', by: t('common.you'), text: oneLine };
  return kind === 'DIRECT' ? { kind: 'last', text: oneLine } : { kind: 'last', by: sender, text: oneLine };
}
