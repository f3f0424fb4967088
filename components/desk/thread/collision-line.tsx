'use client';
// Who else is at this ticket now: one quiet line over the composer; amber where a second person writes to the visitor. Who writes
// goes before who looks.

import { Eye, PenLine } from 'lucide-react';
import { type ConversationView, useNames } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { TypingDots } from '../../ui/typing-dots.tsx';
import { useLookers } from './use-lookers.ts';

interface Props {
  readonly ticket: WireTicket;
  readonly talk: ConversationView;
  readonly notes: ConversationView | null;
}

const LINE = 'mx-auto flex h-[22px] w-full max-w-[892px] flex-none items-center gap-1.5 px-6 text-12';

export function CollisionLine({ ticket, talk, notes }: Props) {
  const t = useT();
  const format = useFormat();
  const names = (text: string) => format.list(text.split('\n').filter(Boolean));
  const writing = names(useNames(talk.typing.filter((id) => id !== ticket.visitor.id)));
  const noting = names(useNames(notes?.typing ?? []));
  const visitorTypes = talk.typing.includes(ticket.visitor.id);
  const lookers = useLookers(ticket.id);
  if (writing !== '') {
    return (
      <div role="status" className={cx(LINE, 'text-warning-text')}>
        <Icon of={PenLine} size={14} />
        <span className="truncate">{t('desk.alsoWrites', { names: writing })}</span>
      </div>
    );
  }
  if (noting !== '') {
    return (
      <div className={cx(LINE, 'text-text-3')}>
        <Icon of={Eye} size={14} />
        <span className="truncate">{t('desk.notesNow', { names: noting })}</span>
      </div>
    );
  }
  if (visitorTypes) {
    return (
      <div className={cx(LINE, 'text-text-3')}>
        <TypingDots />
        <span className="truncate">{t('conversation.typingOne', { name: ticket.visitor.name })}</span>
      </div>
    );
  }
  const looking = lookers.map(({ name }) => name);
  return (
    <div className={cx(LINE, 'text-text-3')}>
      {looking.length > 0 ? (
        <>
          <Icon of={Eye} size={14} />
          <span className="truncate">{t('desk.looksToo', { count: looking.length, names: format.list(looking) })}</span>
        </>
      ) : null}
    </div>
  );
}
