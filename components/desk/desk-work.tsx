'use client';
// The desk at work: strip, lists, tickets, the open talk, who the visitor is. What does not fit folds; on a phone one at a time.

import { type ComponentProps, type ReactNode, useState } from 'react';
import { useTicket } from '../../client/react/desk/hooks.ts';
import { useKept } from '../../client/react/device/kept.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { back, go, layOver, takeAway, useOver, usePath } from '../../client/react/place/place.ts';
import { parseId, type TicketId } from '../../core/protocol/ids.ts';
import { LEAVE_RANK } from '../keys/registry.ts';
import { useCommand } from '../keys/use-command.ts';
import { Frame } from '../messenger/frame.tsx';
import { ticketOf } from '../places/place.ts';
import { Sheet } from '../ui/sheet.tsx';
import { usePhone } from '../ui/use-media.ts';
import { type Chosen, chosenList } from './list/lists.ts';
import { TicketList } from './list/ticket-list.tsx';
import { useTicketSteps } from './list/use-ticket-steps.ts';
import { Views } from './list/views.tsx';
import { NothingChosen } from './nothing-chosen.tsx';
import { Offers } from './offer/offers.tsx';
import { VisitorPanel } from './side/visitor-panel.tsx';
import { Strip } from './strip/strip.tsx';
import { TicketPane } from './thread/ticket-pane.tsx';
import { UnansweredBanner } from './unanswered/unanswered-banner.tsx';
import { useDeskFolds } from './use-desk-folds.ts';

const LIST_PX = 328;

function openTicket(id: TicketId): void {
  go(`/desk/${id}`);
}

const showUnanswered = () => chosenList.set({ name: 'unanswered', departmentId: null });

/** Beside the talk where there is room; else over it when it is asked for. */
function usePanel(id: TicketId | null): readonly [boolean, (open: boolean) => void] {
  const phone = usePhone();
  const folds = useDeskFolds().panel;
  const over = useOver();
  const [wanted, setWanted] = useState<boolean | null>(null);
  if (id === null) return [false, () => undefined];
  if (phone) return [over, (open) => (open ? layOver() : takeAway())];
  return [wanted ?? !folds, setWanted];
}

export function DeskWork() {
  const t = useT();
  const phone = usePhone();
  const folds = useDeskFolds();
  const named = ticketOf(usePath());
  const id = named === null ? null : parseId<TicketId>(named);
  const chosen = useKept(chosenList);
  const [views, setViews] = useState(false);
  const [panel, setPanel] = usePanel(id);
  useTicketSteps(chosen, id, openTicket);
  usePanelKeys(panel, setPanel);
  const choose = (next: Chosen) => {
    chosenList.set(next);
    setViews(false);
  };
  const folded = phone || folds.views;
  return (
    <>
      <Frame
        active="desk"
        pane={id === null ? 'list' : 'main'}
        listWidth={LIST_PX}
        around={(panes) => <Around beside={folded ? null : <Beside chosen={chosen} onChoose={choose} />}>{panes}</Around>}
        listLabel={t('desk.tickets')}
        list={
          <>
            {phone ? <Strip /> : null}
            {phone ? <UnansweredBanner onAll={showUnanswered} /> : null}
            <TicketList chosen={chosen} selected={id} onOpen={openTicket} onViews={folded ? () => setViews(true) : null} />
            {phone && id !== null ? null : <Offers where="list" />}
          </>
        }
        mainLabel={t('desk.ticket')}
        main={
          id === null ? (
            <NothingChosen />
          ) : (
            <TicketPane key={id} id={id} panel={panel} onPanel={() => setPanel(!panel)} onBack={() => back('/desk')} />
          )
        }
        panel={
          panel && id !== null
            ? {
                label: t('desk.visitor'),
                onClose: () => setPanel(false),
                over: folds.panel,
                content: <Side id={id} onClose={folds.panel && !phone ? () => setPanel(false) : null} />,
              }
            : undefined
        }
      />
      {phone && id !== null ? <Offers where="top" /> : null}
      <Sheet title={t('desk.views')} open={views && folded} onOpenChange={setViews}>
        <Views chosen={chosen} onChoose={choose} />
      </Sheet>
    </>
  );
}

interface AroundProps {
  readonly beside: ReactNode;
  /** The panes. */
  readonly children: ReactNode;
}

/** On a phone the strip stands over the list alone. */
function Around({ beside, children }: AroundProps) {
  if (usePhone()) return children;
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <Strip />
      <UnansweredBanner onAll={showUnanswered} />
      <div className="relative flex min-h-0 flex-1">
        {beside}
        {children}
      </div>
    </div>
  );
}

function Beside(props: ComponentProps<typeof Views>) {
  return (
    <div data-region className="flex w-49 flex-none flex-col border-r border-line bg-surface-1">
      <Views {...props} />
    </div>
  );
}

function usePanelKeys(panel: boolean, setPanel: (open: boolean) => void): void {
  const folds = useDeskFolds().panel;
  useCommand('panel', () => {
    setPanel(!panel);
    return true;
  });
  useCommand(
    'leave',
    () => {
      if (panel && folds) setPanel(false);
      return panel && folds;
    },
    LEAVE_RANK.panel,
  );
}

function Side({ id, onClose }: { readonly id: TicketId; readonly onClose: (() => void) | null }) {
  const { ticket } = useTicket(id);
  return ticket ? <VisitorPanel key={ticket.id} ticket={ticket} onOpen={openTicket} onClose={onClose} /> : null;
}
