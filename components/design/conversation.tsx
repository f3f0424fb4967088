'use client';

import { CloudOff, Copy, PanelRight, Pencil, Reply, Search, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Banner } from '../ui/banner.tsx';
import { Bubble, Mention } from '../ui/bubble.tsx';
import { placeIn } from '../ui/bubble-place.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { DateSeparator, LogPills, SystemLine, UnreadDivider } from '../ui/log-marks.tsx';
import { Message, MessageGroup } from '../ui/message-group.tsx';
import { FailedLine, ReadBy, ReaderFace, RecalledPill } from '../ui/message-notes.tsx';
import { MessageToolbar } from '../ui/message-toolbar.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { QuoteBlock } from '../ui/quote-block.tsx';
import { type Reaction, ReactionChips } from '../ui/reaction-chips.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { TypingDots } from '../ui/typing-dots.tsx';
import { cast, emoji, said } from './sample.ts';

function at(time: string) {
  return { time, dateTime: `2025-10-16T${time}:00Z`, fullTime: time };
}

function Tools() {
  const t = useT();
  const [, setLast] = useState('');
  return (
    <MessageToolbar
      emoji={emoji}
      onReact={setLast}
      actions={[{ id: 'reply', icon: Reply, label: t('message.reply'), onSelect: () => setLast('reply') }]}
      more={[
        { id: 'copy', label: t('message.copyText'), icon: Copy, onSelect: () => setLast('copy') },
        { id: 'edit', label: t('message.edit'), icon: Pencil, onSelect: () => setLast('edit') },
        'divider',
        { id: 'recall', label: t('message.recallLeft', { left: '1:24' }), icon: Undo2, danger: true, onSelect: () => setLast('recall') },
      ]}
    />
  );
}

const NOW = Date.UTC(2025, 9, 16, 9, 47);

export function Conversation() {
  const [open, setOpen] = useState(true);
  return (
    <div className="overflow-hidden rounded-l shadow-[0_0_0_1px_var(--line)]">
      <ConversationPane onBack={() => setOpen(false)} panel={open} onPanel={() => setOpen(!open)} />
    </div>
  );
}

interface PaneProps {
  readonly onBack: () => void;
  readonly panel: boolean;
  readonly onPanel: () => void;
}

export function ConversationPane({ onBack, panel, onPanel }: PaneProps) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <PaneHeader
        title={cast.autumn.name}
        subtitle={t('conversation.membersOnline', { count: 12, online: 7 })}
        leading={<Avatar id={cast.autumn.id} name={cast.autumn.name} group size={36} />}
        onBack={onBack}
        backCount={6}
        actions={
          <>
            <IconButton icon={Search} label={t('conversation.searchHere')} />
            <IconButton icon={PanelRight} label={t('conversation.openDetails')} on={panel} onClick={onPanel} />
          </>
        }
      />
      <Banner icon={CloudOff} title={t('conversation.offlineTitle')} action={<TextButton inherit>{t('conversation.tryNow')}</TextButton>}>
        {t('conversation.offlineAge', { time: '09:41', age: format.relative(NOW - 6 * 60_000, NOW) })}
        {t('conversation.waiting', { count: 2 })}
      </Banner>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div role="log" aria-label={t('conversation.log')} className="min-h-0 overflow-y-auto px-5 pt-3 pb-5 max-md:px-3">
          <div className="mx-auto flex max-w-[860px] flex-col">
            <SystemLine>{t('conversation.sysAdded', { actor: cast.marta.name, names: cast.daniel.name })}</SystemLine>
            <Earlier />
            <UnreadDivider>{t('conversation.newSince', { time: '09:10' })}</UnreadDivider>
            <Called />
            <Own />
            <MessageGroup senderId={cast.marta.id} sender={cast.marta.name}>
              <Message tools={<Tools />}>
                <Bubble place="only" {...at('09:41')} edited>
                  {said.freeze}
                </Bubble>
              </Message>
            </MessageGroup>
          </div>
        </div>
        <LogPills count={3} onward={onBack} back={onBack} />
      </div>
      <div className="flex h-[22px] flex-none items-center px-6 text-12 text-text-3">
        <TypingDots />
        {t('conversation.typingTwo', { first: cast.lin.name, second: cast.daniel.name })}
      </div>
    </>
  );
}

function Earlier() {
  const t = useT();
  return (
    <>
      <MessageGroup own senderId={cast.ines.id} sender={cast.ines.name}>
        <RecalledPill text={t('message.recalledByYou')}>
          <TextButton onClick={() => window.scrollTo(0, 0)}>{t('log.editAgainLeft', { left: '1:24' })}</TextButton>
        </RecalledPill>
        <Message own tools={<Tools />}>
          <Bubble own place="only" lang="zh" {...at('18:02')} state="read">
            {said.box}
          </Bubble>
        </Message>
      </MessageGroup>
      <DateSeparator>{t('common.today')}</DateSeparator>
      <MessageGroup senderId={cast.wang.id} sender={cast.wang.name}>
        <Message
          tools={<Tools />}
          below={<ReactionChips reactions={[{ emoji: '✅', count: 2, mine: false }]} onToggle={() => window.scrollTo(0, 0)} />}
        >
          <Bubble place="only" {...at('09:03')}>
            {said.stock} <a href={said.site}>{said.site}</a>
          </Bubble>
        </Message>
      </MessageGroup>
      <MessageGroup own senderId={cast.ines.id} sender={cast.ines.name}>
        <Message own tools={<Tools />}>
          <Bubble own place="only" {...at('09:08')} state="delivered">
            {said.catchStart}
            <code>{said.code}</code>
            {said.catchEnd}
          </Bubble>
        </Message>
      </MessageGroup>
    </>
  );
}

function Called() {
  const t = useT();
  const reactions: readonly Reaction[] = [
    { emoji: '1️⃣', count: 4, mine: false },
    { emoji: '2️⃣', count: 6, mine: true },
  ];
  return (
    <MessageGroup senderId={cast.marta.id} sender={cast.marta.name} tag={t('group.admin')}>
      <Message tools={<Tools />}>
        <Bubble place="first" calls {...at('09:31')}>
          <Mention me>{said.calledName}</Mention>
          {said.called}
        </Bubble>
      </Message>
      <Message
        tools={<Tools />}
        below={<ReactionChips reactions={reactions} onToggle={() => window.scrollTo(0, 0)} onAdd={() => window.scrollTo(0, 0)} />}
      >
        <Bubble place="last" lang="zh" {...at('09:32')}>
          {said.titles}
        </Bubble>
      </Message>
    </MessageGroup>
  );
}

function Own() {
  const t = useT();
  const quote = (
    <QuoteBlock
      senderId={cast.marta.id}
      sender={cast.marta.name}
      text={said.titles}
      lang="zh"
      jumpLabel={t('message.quoteJump', { name: cast.marta.name })}
      onJump={() => window.scrollTo(0, 0)}
    />
  );
  const faces = [cast.marta, cast.lin, cast.daniel].map((reader) => <ReaderFace key={reader.id} id={reader.id} name={reader.name} />);
  return (
    <MessageGroup own senderId={cast.ines.id} sender={cast.ines.name}>
      <Message own tools={<Tools />} below={<ReadBy faces={faces} count={9} total={11} onOpen={() => window.scrollTo(0, 0)} />}>
        <Bubble own place={placeIn(0, 4)} quote={quote} {...at('09:36')} state="read">
          {said.onIt}
        </Bubble>
      </Message>
      <Message own tools={<Tools />}>
        <Bubble own place={placeIn(1, 4)} {...at('09:39')} state="sent">
          {said.draft}
        </Bubble>
      </Message>
      <Message own tools={<Tools />}>
        <Bubble own place={placeIn(2, 4)} {...at('09:40')} state="queued">
          {said.freeze}
        </Bubble>
      </Message>
      <Message
        own
        below={<FailedLine reason={t('errors.BAD_INPUT')} onRetry={() => window.scrollTo(0, 0)} onDelete={() => window.scrollTo(0, 0)} />}
      >
        <Bubble own place={placeIn(3, 4)} {...at('09:40')} state="failed">
          {said.alt}
        </Bubble>
      </Message>
    </MessageGroup>
  );
}
