'use client';
// What the desk says of the ticket itself: what it is about, how urgent it is, whether its visitor is a VIP, what it asks of an agent.

import { useId, useState } from 'react';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { isOpen, useDeskMe } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { PRIORITIES, type Priority, priorityOf } from '../../../core/desk/priority.ts';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { cx } from '../../ui/cx.ts';
import { BOX } from '../../ui/field.tsx';
import { OptionSwitch, PanelSection } from '../../ui/panel-parts.tsx';
import { SkillEditor } from './skill-editor.tsx';
import type { Described } from './use-described.ts';

const NAMES = Object.keys(PRIORITIES) as Priority[];

export function TicketDetails({ described }: { readonly described: Described }) {
  const t = useT();
  const { ticket, describe, setVip } = described;
  return (
    <PanelSection title={t('desk.ticketNumber', { number: ticket.number })}>
      <div className="grid grid-cols-1 gap-2">
        <Subject key={ticket.id} ticket={ticket} onChange={(subject) => describe({ subject })} />
        <PriorityField ticket={ticket} onChange={(priority) => describe({ priority })} />
        <SkillEditor ticket={ticket} onChange={(skills) => describe({ skills })} />
        <Vip ticket={ticket} onChange={setVip} />
      </div>
    </PanelSection>
  );
}

/** Saved when one leaves it or by Enter; Escape takes back what was typed. */
function Subject({ ticket, onChange }: { readonly ticket: WireTicket; readonly onChange: (subject: string | null) => void }) {
  const t = useT();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const known = ticket.subject ?? '';
  const save = () => {
    if (typed !== null && typed.trim() !== known.trim()) onChange(typed.trim() || null);
    setTyped(null);
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-12 text-text-2">
        {t('desk.subject')}
      </label>
      <input
        id={id}
        value={typed ?? known}
        maxLength={DESK_LIMITS.subject}
        placeholder={t('desk.noSubject')}
        aria-describedby={`${id}-line`}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') save();
          if (event.key === 'Escape' && typed !== null) {
            event.stopPropagation();
            setTyped(null);
          }
        }}
        className={cx(BOX, 'h-8 px-2 text-13 max-md:h-11')}
      />
      <p id={`${id}-line`} className={cx('mt-1 text-12 text-text-3', typed === null && 'sr-only')}>
        {t('desk.subjectHint')}
      </p>
    </div>
  );
}

function PriorityField({ ticket, onChange }: { readonly ticket: WireTicket; readonly onChange: (priority: number) => void }) {
  const t = useT();
  const id = useId();
  return (
    <div className="flex items-center gap-3">
      <label htmlFor={id} className="min-w-0 flex-1 text-13">
        {t('desk.priority')}
      </label>
      <select
        id={id}
        value={priorityOf(ticket)}
        onChange={(event) => {
          const chosen = NAMES.find((name) => name === event.target.value);
          if (chosen) onChange(PRIORITIES[chosen]);
        }}
        className={cx(BOX, 'h-8 w-36! px-2 text-13 max-md:h-11')}
      >
        {NAMES.map((name) => (
          <option key={name} value={name}>
            {t(`desk.is_${name}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** For supervisors, and for who has the ticket: others see it beside the name. */
function Vip({ ticket, onChange }: { readonly ticket: WireTicket; readonly onChange: (vip: boolean) => void }) {
  const t = useT();
  const me = useMe();
  const { role } = useDeskMe();
  if (role === 'agent' && !(ticket.assignee?.id === me.id && isOpen(ticket))) return null;
  return <OptionSwitch label={t('desk.vip')} hint={t('desk.vipHint')} checked={ticket.vip} onChange={onChange} />;
}
