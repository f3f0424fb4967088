'use client';
// To whom a ticket goes: colleagues with what they have and whether they are there, departments with what waits.

import { useState } from 'react';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { type TransferTo, useAgents, useDepartments, useDeskActions } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { AgentChoice, DepartmentChoice } from './transfer-choices.tsx';
import { agentsFor } from './transfer-order.ts';

interface Props {
  readonly ticket: WireTicket;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function TransferDialog({ ticket, open, onOpenChange }: Props) {
  const t = useT();
  return (
    <Dialog title={t('desk.transferTitle', { number: ticket.number })} open={open} onOpenChange={onOpenChange}>
      {open ? <Form ticket={ticket} onDone={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

const sameTo = (a: TransferTo | null, b: TransferTo): boolean => a?.toAgentId === b.toAgentId && a?.toDepartmentId === b.toDepartmentId;

function Form({ ticket, onDone }: { readonly ticket: WireTicket; readonly onDone: () => void }) {
  const t = useT();
  const me = useMe();
  const { transfer } = useDeskActions();
  const agents = useAgents() ?? [];
  const departments = useDepartments() ?? [];
  const [query, setQuery] = useState('');
  const [to, setTo] = useState<TransferTo | null>(null);
  const [note, setNote] = useState('');
  const { busy, refused, run } = useCall();
  const wanted = query.trim().toLowerCase();
  const people = agentsFor(agents, ticket, me.id).filter(({ user }) => user.name.toLowerCase().includes(wanted));
  const places = departments.filter(({ id, name }) => id !== ticket.department.id && name.toLowerCase().includes(wanted));
  const send = async () => {
    if (to && (await run(() => transfer(ticket.id, to, note.trim() || null)))) onDone();
  };
  const choice = (each: TransferTo) => ({ on: sameTo(to, each), onPick: () => setTo(each) });
  return (
    <>
      <SearchField label={t('desk.transferFind')} placeholder={t('desk.transferFind')} value={query} onChange={setQuery} />
      <div className="mt-2 max-h-72 overflow-y-auto">
        {people.map((agent) => (
          <AgentChoice key={agent.user.id} agent={agent} {...choice({ toAgentId: agent.user.id, toDepartmentId: null })} />
        ))}
        {places.length > 0 ? <h3 className="px-2 pt-3 pb-1 text-12 text-text-3">{t('desk.departments')}</h3> : null}
        {places.map((place) => (
          <DepartmentChoice key={place.id} department={place} {...choice({ toAgentId: null, toDepartmentId: place.id })} />
        ))}
        {people.length + places.length === 0 ? <p className="px-2 py-6 text-center text-text-2">{t('desk.transferNobody')}</p> : null}
      </div>
      <div className="mt-3">
        <TextArea
          label={t('desk.transferNote')}
          hint={t('desk.onlyDesk')}
          value={note}
          maxLength={DESK_LIMITS.note}
          minRows={2}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <RefusedNotice text={refused} />
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button kind="primary" disabled={to === null} busy={busy} onClick={() => void send()}>
          {t('desk.transfer')}
        </Button>
      </div>
    </>
  );
}
