'use client';
// Where one writes at a ticket: to the visitor, or a note; where one may not write to the visitor, how one could.

import type { RefObject } from 'react';
import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import { type Mode, WRITE } from '../../../client/react/chat/hooks.ts';
import { isOpen, useAgents, useDeskActions } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { ComposerProps } from '../../messenger/composer/use-composer.ts';
import { useMode } from '../../messenger/composer/use-draft.ts';
import { useDesk, useWork } from '../../messenger/composer/use-work.ts';
import { useAttempt } from '../../messenger/use-attempt.ts';
import { Button } from '../../ui/button.tsx';
import { DeskComposer } from './desk-composer.tsx';
import { SideTabs } from './side-tabs.tsx';
import type { Side } from './sides.ts';
import { useMayWrite } from './use-may-write.ts';

interface Props {
  readonly ticket: WireTicket;
  readonly talk: ConversationView;
  readonly notes: ConversationView | null;
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly reply: Pick<ComposerProps, 'mode' | 'onMode' | 'work' | 'onWork' | 'onEditLast' | 'onSave'>;
}

export function WritingPlace({ ticket, talk, notes, side, onSide, area, reply }: Props) {
  const t = useT();
  const mayWrite = useMayWrite(ticket);
  const tabs = (to: string) => <SideTabs side={side} onSide={onSide} to={to} canNote={notes !== null} />;
  if (side === 'note' && notes)
    return <NoteComposer key={notes.id} ticket={ticket} notes={notes} area={area} tabs={tabs(t('desk.onlyDesk'))} />;
  if (!mayWrite) return <NotMine ticket={ticket} tabs={tabs(t('desk.toVisitor', { name: ticket.visitor.name }))} />;
  return (
    <DeskComposer
      key={talk.id}
      ticket={ticket}
      conversation={talk}
      title={ticket.visitor.name}
      side="reply"
      area={area}
      head={tabs(t('desk.toVisitor', { name: ticket.visitor.name }))}
      callable={NOBODY}
      {...reply}
    />
  );
}

const NOBODY: readonly never[] = [];

interface NoteProps {
  readonly ticket: WireTicket;
  readonly notes: ConversationView;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly tabs: React.ReactNode;
}

/** A note is written anew each time: what stands is not changed here. */
function NoteComposer({ ticket, notes, area, tabs }: NoteProps) {
  const agents = useAgents();
  const [work, setWork] = useWork(useDesk(), notes.id);
  const [mode, setMode] = useMode(notes);
  const plain: Mode = mode.kind === 'edit' ? WRITE : mode;
  return (
    <DeskComposer
      ticket={ticket}
      conversation={notes}
      title={ticket.visitor.name}
      side="note"
      area={area}
      head={tabs}
      callable={agents?.map(({ user }) => user) ?? NOBODY}
      mode={plain}
      onMode={setMode}
      work={work}
      onWork={setWork}
      onEditLast={() => undefined}
      onSave={async () => true}
    />
  );
}

function NotMine({ ticket, tabs }: { readonly ticket: WireTicket; readonly tabs: React.ReactNode }) {
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
    <div className="flex-none px-4 pb-[max(16px,env(safe-area-inset-bottom))] max-md:px-2">
      <div className="mx-auto max-w-[892px] rounded-l bg-surface-1 px-2.5 pt-2 pb-3 shadow-1">
        {tabs}
        <div className="flex min-h-11 items-center gap-3 px-2 text-13 text-text-2">
          <p className="min-w-0 flex-1">{why}</p>
          {waits ? (
            <Button kind="primary" size="small" onClick={() => attempt(() => take(ticket.id))}>
              {t('desk.take')}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}
