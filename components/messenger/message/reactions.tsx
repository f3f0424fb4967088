'use client';
// The reactions under a message. Who reacted is asked for when one points at them or walks over them, and shown beside.

import { useState } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';
import { useChat, useMe, useNames } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireReactors } from '../../../core/protocol/wire.ts';
import { ReactionChips } from '../../ui/reaction-chips.tsx';

/** Names that are written out; the others are counted. */
const SHOWN = 5;
const NONE: readonly WireReactors[] = [];

interface Props {
  readonly event: WireEvent;
  /** The Tab key stops at them: where one walks over messages, at those of the one message. */
  readonly isStop: boolean;
  readonly onToggle: (emoji: string) => void;
}

export function Reactions({ event, isStop, onToggle }: Props) {
  const [pointed, setPointed] = useState<string | null>(null);
  const { reactors, ask } = useReactors(event);
  const names = useReactorNames(reactors.find(({ emoji }) => emoji === pointed)?.userIds ?? [], event, pointed);
  return (
    <ReactionChips
      reactions={event.reactions}
      names={names}
      isStop={isStop}
      onPoint={(emoji) => {
        setPointed(emoji);
        if (emoji !== null) ask();
      }}
      onToggle={onToggle}
    />
  );
}

/** Asked for once while the message stands as it is; what cannot be read now is asked for again the next time. */
function useReactors({ conversationId, seq, asOfSeq }: WireEvent) {
  const chat = useChat();
  const [held, setHeld] = useState({ asOfSeq: 0, reactors: NONE });
  const ask = async () => {
    if (held.asOfSeq === asOfSeq) return;
    try {
      setHeld({ asOfSeq, reactors: await chat.reactors(conversationId, seq) });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
    }
  };
  return { reactors: held.reactors, ask: () => void ask() };
}

/** "You, Ana and 2 others"; null while it is not known. */
function useReactorNames(userIds: readonly UserId[], { reactions }: WireEvent, emoji: string | null): string | null {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const reaction = reactions.find((each) => each.emoji === emoji);
  const others = userIds.filter((id) => id !== me.id).slice(0, SHOWN);
  const names = useNames(others).split('\n').filter(Boolean);
  if (!reaction || userIds.length === 0) return null;
  const known = [...(reaction.mine ? [t('log.you')] : []), ...names];
  const more = reaction.count - known.length;
  return format.list(more > 0 ? [...known, t('log.someOthers', { count: more })] : known);
}
