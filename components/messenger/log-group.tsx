'use client';
// What one sender said within 5 minutes.

import { useMe, useUser } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { placeIn } from '../ui/bubble-place.ts';
import { MessageGroup } from '../ui/message-group.tsx';
import type { SendState } from '../ui/send-state.tsx';
import type { InLog } from './in-log.ts';
import { type Block, keyOf, type Said } from './log-blocks.ts';
import { MessageItem } from './message-item.tsx';
import { ReadByLine } from './read-by-line.tsx';
import { useName } from './titles.ts';
import { UnsentItem } from './unsent-item.tsx';

interface Props extends InLog {
  readonly block: Extract<Block, { type: 'group' }>;
}

export function LogGroup({ block, id, kind, deliveredSeq, othersReadSeq, readBySeq, find, commands }: Props) {
  const t = useT();
  const me = useMe();
  const user = useUser(block.senderId);
  const name = useName(block.senderId);
  const own = block.senderId === me.id;
  const quotedOf = (seq: number | null) => (seq === null ? undefined : find(seq));
  const item = (said: Said, index: number) => {
    const place = placeIn(index, block.said.length);
    if (said.type === 'unsent') {
      return (
        <UnsentItem key={keyOf(said)} item={said.item} place={place} quoted={quotedOf(said.item.replyToSeq)} onJump={commands.onJump} />
      );
    }
    const { event } = said;
    return (
      <MessageItem
        key={keyOf(said)}
        event={event}
        place={place}
        quoted={quotedOf(event.replyToSeq)}
        state={own ? stateOf(event.seq, deliveredSeq, othersReadSeq) : undefined}
        note={event.seq === readBySeq ? <ReadByLine id={id} seq={event.seq} onOpen={commands.onDetails} /> : null}
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

function stateOf(seq: number, deliveredSeq: number, othersReadSeq: number): SendState {
  if (seq <= othersReadSeq) return 'read';
  return seq <= deliveredSeq ? 'delivered' : 'sent';
}
