'use client';
// What one sender said within 5 minutes.

import { memo } from 'react';
import { useMe, useUser } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { placeIn } from '../ui/bubble-place.ts';
import { MessageGroup } from '../ui/message-group.tsx';
import type { SendState } from '../ui/send-state.tsx';
import { type Block, keyOf, type Said } from './log-blocks.ts';
import { type LogCommands, MessageItem } from './message-item.tsx';
import { useName } from './titles.ts';
import { UnsentItem } from './unsent-item.tsx';

interface Props {
  readonly block: Extract<Block, { type: 'group' }>;
  readonly named: boolean;
  /** How far the others have come. */
  readonly deliveredSeq: number;
  readonly othersReadSeq: number;
  readonly bySeq: ReadonlyMap<number, WireEvent>;
  readonly commands: LogCommands;
}

export const LogGroup = memo(function LogGroup({ block, named, deliveredSeq, othersReadSeq, bySeq, commands }: Props) {
  const t = useT();
  const me = useMe();
  const user = useUser(block.senderId);
  const name = useName(block.senderId);
  const own = block.senderId === me.id;
  const quotedOf = (seq: number | null) => (seq === null ? undefined : (bySeq.get(seq) ?? null));
  const item = (said: Said, index: number) => {
    const place = placeIn(index, block.said.length);
    if (said.type === 'unsent') {
      return (
        <UnsentItem key={keyOf(said)} item={said.item} place={place} quoted={quotedOf(said.item.replyToSeq)} onJump={commands.onJump} />
      );
    }
    const { event } = said;
    const state = own ? stateOf(event.seq, deliveredSeq, othersReadSeq) : undefined;
    return (
      <MessageItem key={keyOf(said)} event={event} place={place} quoted={quotedOf(event.replyToSeq)} state={state} commands={commands} />
    );
  };
  return (
    <MessageGroup
      own={own}
      senderId={block.senderId ?? '0'}
      sender={name}
      senderUrl={user?.avatarUrl ?? null}
      named={named}
      {...(user?.kind === 'BOT' ? { tag: t('people.bot') } : {})}
    >
      {block.said.map(item)}
    </MessageGroup>
  );
});

function stateOf(seq: number, deliveredSeq: number, othersReadSeq: number): SendState {
  if (seq <= othersReadSeq) return 'read';
  return seq <= deliveredSeq ? 'delivered' : 'sent';
}
