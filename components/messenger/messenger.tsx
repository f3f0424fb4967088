'use client';
// The messenger: the list of conversations beside the one that the address names (/c/ID), with its panel.

import { useEffect, useState } from 'react';
import { useConversation, useConversations } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { back, go, layOver, takeAway, useOver, usePath } from '../../client/react/place/place.ts';
import { type ConversationId, parseId } from '../../core/protocol/ids.ts';
import { LEAVE_RANK } from '../keys/registry.ts';
import { useCommand } from '../keys/use-command.ts';
import { conversationOf } from '../places/place.ts';
import { FinderContext } from '../search/finder.ts';
import { useIndexFinder } from '../search/use-search-index.ts';
import { later, tryToFetch } from '../ui/later.tsx';
import { LogSkeletons, RowSkeletons } from '../ui/skeleton.tsx';
import { usePhone } from '../ui/use-media.ts';
import { whenIdle } from '../ui/when-idle.ts';
import { useDesk } from './composer/use-work.ts';
import { ConnectionVoice } from './connection-voice.tsx';
import { Frame } from './frame.tsx';
import { ConversationList } from './list/conversation-list.tsx';
import type { Jump } from './log/use-jump.ts';
import { NothingOpen } from './nothing-open.tsx';
import { titleOf } from './titles.ts';

const DetailsPanel = later(async () => (await import('./details/panel.tsx')).DetailsPanel, <RowSkeletons rows={4} />);

const Conversation = later(async () => (await import('./conversation.tsx')).Conversation, <Opening />);

/** So long after the list stands it is painted, and the network is free, ms. */
const SOON_MS = 600;
const PATIENCE_MS = 3_000;

/** Where a conversation is opened first, it comes beside the list; else as soon as the list stands. */
if (typeof window !== 'undefined' && conversationOf(window.location.pathname) !== null) void tryToFetch(Conversation.fetch);

function Opening() {
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden">
      <LogSkeletons />
    </div>
  );
}

export function Messenger() {
  const id = conversationOf(usePath());
  return (
    <FinderContext value={useIndexFinder}>
      <Workspace
        id={id === null ? null : parseId<ConversationId>(id)}
        isOpen={id !== null}
        onOpen={(next) => go(`/c/${next}`)}
        onBack={() => back('/')}
      />
    </FinderContext>
  );
}

/** The code of a conversation, once the list stands and the page has nothing to do. */
function useFetchConversation(): void {
  const isListed = useConversations() !== null;
  useEffect(() => {
    if (!isListed) return;
    let callOff: () => void;
    const timer = setTimeout(() => {
      callOff = whenIdle(() => void tryToFetch(Conversation.fetch), PATIENCE_MS);
    }, SOON_MS);
    callOff = () => clearTimeout(timer);
    return () => callOff();
  }, [isListed]);
}

/** Whether the details of a conversation are shown: beside it, or on a phone over it, where Back leads from them to it. */
function usePanel(id: ConversationId | null): [boolean, (open: boolean) => void] {
  const phone = usePhone();
  const over = useOver();
  const [of, setOf] = useState<ConversationId | null>(null);
  if (id === null) return [false, () => undefined];
  return phone ? [over, (open) => (open ? layOver() : takeAway())] : [of === id, (open) => setOf(open ? id : null)];
}

interface Props {
  /** The open conversation; null: none, or the address names none. */
  readonly id: ConversationId | null;
  /** What a phone shows: the conversation, or the list. */
  readonly isOpen: boolean;
  readonly onOpen: (id: ConversationId) => void;
  readonly onBack: () => void;
}

export function Workspace({ id, isOpen, onOpen, onBack }: Props) {
  const t = useT();
  const desk = useDesk();
  const title = titleOf(useConversation(id));
  useFetchConversation();
  const [panel, setPanel] = usePanel(id);
  const [jump, setJump] = useState<Jump | null>(null);
  const openAt = (next: ConversationId, seq?: number) => {
    setJump(seq === undefined ? null : { id: next, seq });
    onOpen(next);
  };
  const toggle = () => setPanel(!panel);
  useCommand(
    'leave',
    () => {
      if (panel) toggle();
      return panel;
    },
    LEAVE_RANK.panel,
  );
  return (
    <Frame
      active="chats"
      onOpen={openAt}
      pane={isOpen ? 'main' : 'list'}
      listLabel={t('list.label')}
      list={
        <>
          <ConversationList selected={id} onOpen={openAt} />
          <ConnectionVoice />
        </>
      }
      mainLabel={id === null ? t('states.chooseTitle') : t('conversation.label', { name: title })}
      main={
        id === null ? (
          <NothingOpen />
        ) : (
          <Conversation key={id} id={id} desk={desk} jump={jump} onBack={onBack} panel={panel} onPanel={toggle} />
        )
      }
      panel={
        panel && id !== null
          ? {
              label: t('group.panelTitle'),
              onClose: () => setPanel(false),
              content: <DetailsPanel key={id} id={id} onClose={() => setPanel(false)} onOpen={openAt} onLeft={onBack} />,
            }
          : undefined
      }
    />
  );
}
