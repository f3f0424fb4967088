'use client';
// What one sender said within 5 minutes.

import { useMe, useUser } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { placeIn } from '../../ui/bubble-place.ts';
import { MessageGroup } from '../../ui/message-group.tsx';
import { MessageItem } from '../message/message-item.tsx';
import { ReadByLine } from '../message/read-by-line.tsx';
import { UnsentItem } from '../message/unsent-item.tsx';
import { useName } from '../titles.ts';
import type { InLog } from './in-log.ts';
import { type Block, keyOf, type Said } from './log-blocks.ts';

interface Props extends InLog {
  readonly block: Extract<Block, { type: 'group' }>;
}

export function LogGroup({ block, id, kind, commands }: Props) {
  const t = useT();
  const me = useMe();
  const user = useUser(block.senderId);
  const name = useName(block.senderId);
  const own = block.senderId === me.id;
  const item = (said: Said, index: number) => {
    const place = placeIn(index, block.said.length);
    if (said.type === 'unsent') {
      return <UnsentItem key={keyOf(said)} item={said.item} place={place} quoted={said.quoted} onJump={commands.onJump} />;
    }
    const { event, quoted, state, isReadBy } = said;
    return (
      <MessageItem
        key={keyOf(said)}
        event={event}
        place={place}
        quoted={quoted}
        state={state}
        note={isReadBy ? <ReadByLine id={id} seq={event.seq} onOpen={commands.onDetails} /> : null}
        commands={commands}
      />
    );
  };
  return (
    <MessageGroup
      own={own}
      direct={kind === 'DIRECT'}
      senderId={block.senderId ?? '0'}
      sender={name}
      senderUrl={user?.avatarUrl ?? null}
      {...(user?.kind === 'BOT' ? { tag: t('people.bot') } : {})}
    >
      {block.said.map(item)}
    </MessageGroup>
  );
}
