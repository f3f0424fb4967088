'use client';
// Two tickets of a visitor that are one matter: this one closes, and the talk goes on in the other.

import { Check } from 'lucide-react';
import { useState } from 'react';
import { isOpen, useDeskActions } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { go } from '../../../client/react/place/place.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { FailedState } from '../../ui/states.tsx';
import { useVisitorCard } from '../side/use-visitor-card.ts';

interface Props {
  readonly ticket: WireTicket;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function MergeDialog({ ticket, open, onOpenChange }: Props) {
  const t = useT();
  return (
    <Dialog title={t('desk.mergeTitle', { number: ticket.number })} open={open} onOpenChange={onOpenChange}>
      {open ? <Choose ticket={ticket} onDone={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

function Choose({ ticket, onDone }: { readonly ticket: WireTicket; readonly onDone: () => void }) {
  const card = useVisitorCard(ticket);
  if (card.state === 'loading') return <RowSkeletons rows={2} />;
  if (card.state === 'failed') return <FailedState onRetry={card.retry} />;
  const others = card.value.tickets.filter((one) => one.id !== ticket.id && isOpen(one));
  return <Form ticket={ticket} others={others} onDone={onDone} />;
}

interface FormProps {
  readonly ticket: WireTicket;
  readonly others: readonly WireTicket[];
  readonly onDone: () => void;
}

function Form({ ticket, others, onDone }: FormProps) {
  const t = useT();
  const { merge } = useDeskActions();
  const { busy, refused, run } = useCall();
  const [picked, setPicked] = useState<TicketId | null>(null);
  const into = others.length === 1 ? others[0]?.id : others.find(({ id }) => id === picked)?.id;
  const send = async () => {
    if (!into || !(await run(() => merge(ticket.id, into)))) return;
    onDone();
    go(`/desk/${into}`);
  };
  if (others.length === 0) return <p className="py-4 text-center text-text-2">{t('desk.mergeNothing', { name: ticket.visitor.name })}</p>;
  return (
    <>
      <p className="mb-2 text-13 text-text-2">{t('desk.mergeText', { number: ticket.number })}</p>
      <div className="-mx-2 max-h-72 overflow-y-auto">
        {others.map((one) => (
          <Other key={one.id} ticket={one} on={one.id === into} onPick={() => setPicked(one.id)} />
        ))}
      </div>
      <RefusedNotice text={refused} />
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button kind="primary" disabled={!into} busy={busy} onClick={() => void send()}>
          {t('desk.merge')}
        </Button>
      </div>
    </>
  );
}

function Other({ ticket, on, onPick }: { readonly ticket: WireTicket; readonly on: boolean; readonly onPick: () => void }) {
  const t = useT();
  const { number, subject, state, department } = ticket;
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPick}
      className="flex min-h-11 w-full items-center gap-3 rounded-m px-2 py-1.5 text-left hover:bg-surface-3-hover aria-pressed:bg-surface-selected"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate">{subject ?? t('desk.noSubjectOf', { number })}</span>
        <span className="block truncate text-12 text-text-3">
          {t('desk.mergeRow', { number, state: t(`desk.state${state}`), department: department.name })}
        </span>
      </span>
      {on ? <Icon of={Check} size={16} className="text-accent-text" /> : null}
    </button>
  );
}
