'use client';
// Where one writes at a ticket: to the visitor, or a note; where one may not write to the visitor, how one could.

import { type RefObject, useEffect } from 'react';
import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import { type Mode, WRITE } from '../../../client/react/chat/hooks.ts';
import { useAgents } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { ComposerProps } from '../../messenger/composer/use-composer.ts';
import { useMode } from '../../messenger/composer/use-draft.ts';
import { useDesk, useWork } from '../../messenger/composer/use-work.ts';
import { AutoGrow } from '../../ui/auto-grow.tsx';
import { cx } from '../../ui/cx.ts';
import { ComposerFrame, DeskComposer, lookOf } from './desk-composer.tsx';
import { NotMine } from './not-mine.tsx';
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
  const drafts = { reply: talk.draft, note: notes?.draft ?? null };
  const tabs = (to: string) => <SideTabs side={side} onSide={onSide} to={to} drafts={drafts} />;
  if (side === 'note') {
    const head = tabs(t('desk.onlyDesk'));
    return notes ? (
      <NoteComposer key={notes.id} ticket={ticket} notes={notes} area={area} tabs={head} />
    ) : (
      <NotesToCome area={area} tabs={head} />
    );
  }
  if (!mayWrite) {
    const head = tabs(t('desk.toVisitor', { name: ticket.visitor.name }));
    return <NotMine ticket={ticket} talk={talk} notes={notes} onNote={() => onSide('note')} tabs={head} />;
  }
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

/** Yellow from the beginning, so that nobody takes it for a reply; it has the focus until the notes are here, and takes no key. */
function NotesToCome({ area, tabs }: Pick<NoteProps, 'area' | 'tabs'>) {
  const t = useT();
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) area.current?.focus();
      });
    },
    [area],
  );
  return (
    <ComposerFrame>
      <div className={cx('rounded-l pt-2 pb-2 focus-within:outline-2', lookOf('note'))}>
        <div className="px-2">{tabs}</div>
        <AutoGrow
          ref={area}
          value=""
          maxHeight="40dvh"
          readOnly
          aria-label={t('desk.noteLabel')}
          placeholder={t('desk.notesLoading')}
          className="min-h-[calc(1lh+12px)] px-4 py-1.5 text-15 outline-none placeholder:text-note-meta"
        />
      </div>
    </ComposerFrame>
  );
}

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
