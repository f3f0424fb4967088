'use client';
// Where one may not write to the visitor: why, how one could, and what one had written before another took over.

import type { ReactNode } from 'react';
import { type ConversationView, useChat } from '../../../client/react/chat/hooks.ts';
import { isOpen, useDeskActions } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { withAgain } from '../../messenger/composer/edit-again.ts';
import { useAttempt } from '../../messenger/use-attempt.ts';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ComposerFrame } from './desk-composer.tsx';
import { isWritten } from './sides.ts';

interface Props {
  readonly ticket: WireTicket;
  readonly talk: ConversationView;
  readonly notes: ConversationView | null;
  readonly onNote: () => void;
  readonly tabs: ReactNode;
}

export function NotMine({ ticket, talk, notes, onNote, tabs }: Props) {
  const t = useT();
  const attempt = useAttempt();
  const { take } = useDeskActions();
  const { assignee, state } = ticket;
  const waits = state === 'WAITING';
  const why = assignee
    ? t('desk.othersTicket', { name: assignee.name })
    : waits
      ? t('desk.takeToAnswer')
      : t(isOpen(ticket) ? 'desk.offeredNow' : 'desk.isOver');
  return (
    <ComposerFrame>
      <div className="rounded-l bg-surface-1 px-2.5 pt-2 pb-3 shadow-1">
        {tabs}
        <div className="flex min-h-11 items-center gap-3 px-2 text-13 text-text-2">
          <p className="min-w-0 flex-1">{why}</p>
          {waits ? (
            <Button kind="primary" size="small" onClick={() => attempt(() => take(ticket.id))}>
              {t('desk.take')}
            </Button>
          ) : null}
        </div>
        {isWritten(talk.draft) ? <Unsent talk={talk} notes={notes} onNote={onNote} /> : null}
      </div>
    </ComposerFrame>
  );
}

/** What was written and is not to be sent now: it can be taken along, and stays until it is. */
function Unsent({ talk, notes, onNote }: Pick<Props, 'talk' | 'notes' | 'onNote'>) {
  const t = useT();
  const toast = useToast();
  const { setDraft } = useChat();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(talk.draft);
      toast({ text: t('message.copied') });
    } catch (error) {
      console.warn('Parley could not copy a draft.', error);
      toast({ text: t('message.copyFailed'), urgent: true });
    }
  };
  const intoNote = (to: ConversationView) => {
    setDraft(to.id, withAgain(to.draft, talk.draft));
    setDraft(talk.id, '');
    onNote();
  };
  return (
    <section aria-label={t('desk.unsentReply')} className="mx-2 mt-1 grid gap-2 border-t border-line pt-2.5">
      <p className="text-12 text-text-3">{t('desk.unsentReply')}</p>
      <p className="max-h-32 overflow-y-auto text-14 wrap-anywhere whitespace-pre-wrap select-text">{talk.draft}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => void copy()}>
          {t('common.copy')}
        </Button>
        {notes ? (
          <Button size="small" onClick={() => intoNote(notes)}>
            {t('desk.intoNote')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
