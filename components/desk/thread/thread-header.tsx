'use client';
// The bar of a ticket: who, its number, department and agent; what may be done with it.

import { ArrowRightLeft, Check, Ellipsis, Hand, Merge, Moon, PanelRight, Play, RotateCcw } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useCaps } from '../../keys/key-caps.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-items.ts';
import { PaneHeader } from '../../ui/pane-header.tsx';
import { usePhone } from '../../ui/use-media.ts';
import { TicketSigns } from '../service/ticket-signs.tsx';
import { useDeskFolds } from '../use-desk-folds.ts';
import { VisitorFace } from '../visitor-face.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import { SNOOZES, snoozeUntil } from './snooze-times.ts';
import { TransferDialog } from './transfer-dialog.tsx';
import { type Deeds, useDeeds } from './use-deeds.ts';
import { WhyPopover } from './why-popover.tsx';

interface Props {
  readonly ticket: WireTicket;
  readonly panel: boolean;
  readonly onPanel: () => void;
  readonly onBack: () => void;
}

export function ThreadHeader({ ticket, panel, onPanel, onBack }: Props) {
  const t = useT();
  const phone = usePhone();
  const folds = useDeskFolds().panel;
  const deeds = useDeeds(ticket);
  const { visitor } = ticket;
  return (
    <>
      <PaneHeader
        title={visitor.name}
        subtitle={<Subtitle ticket={ticket} />}
        {...(phone ? { leading: <VisitorFace visitor={visitor} /> } : {})}
        onBack={onBack}
        actions={
          <>
            {phone ? null : <Wide deeds={deeds} />}
            <More ticket={ticket} deeds={deeds} phone={phone} />
            {folds ? (
              <IconButton icon={PanelRight} label={panel ? t('desk.closeSide') : t('desk.openSide')} on={panel} onClick={onPanel} />
            ) : null}
            <MainDeed deeds={deeds} />
          </>
        }
      />
      <div className="flex flex-none flex-wrap gap-1.5 border-b border-line bg-surface-1 px-4 py-1.5 empty:hidden">
        <TicketSigns ticket={ticket} />
      </div>
      <TransferDialog ticket={ticket} open={deeds.transferring} onOpenChange={deeds.setTransferring} />
      <MergeDialog ticket={ticket} open={deeds.merging} onOpenChange={deeds.setMerging} />
    </>
  );
}

function Subtitle({ ticket }: { readonly ticket: WireTicket }) {
  const t = useT();
  const { number, department } = ticket;
  return (
    <span className="flex items-center gap-1.5">
      <span className="flex-none md:hidden">#{number}</span>
      <span className="truncate max-md:hidden">{t('desk.numberAndDepartment', { number, department: department.name })}</span>
      <Whose ticket={ticket} />
    </span>
  );
}

/** Whose it is, or that it waits, with the reason behind it. */
function Whose({ ticket }: { readonly ticket: WireTicket }) {
  const t = useT();
  const me = useMe();
  const { assignee, state } = ticket;
  const open = state === 'WAITING' || state === 'OFFERED';
  const words = open
    ? t(state === 'WAITING' ? 'desk.whyWaits' : 'desk.whyOffered')
    : assignee?.id === me.id
      ? t('desk.whyYours')
      : assignee
        ? t('desk.whyTheirs', { name: assignee.name })
        : t('desk.whyNobody');
  return <WhyPopover ticket={ticket} words={words} />;
}

function Wide({ deeds }: { readonly deeds: Deeds }) {
  const t = useT();
  return (
    <>
      {deeds.can.transfer ? (
        <IconButton icon={ArrowRightLeft} label={t('desk.transfer')} onClick={() => deeds.setTransferring(true)} />
      ) : null}
      {deeds.can.snooze ? (
        <SnoozeMenu open={deeds.snoozing} onOpenChange={deeds.setSnoozing} onSnooze={deeds.snooze}>
          <IconButton icon={Moon} label={t('desk.snooze')} bare />
        </SnoozeMenu>
      ) : null}
    </>
  );
}

const deedOf = ({ can }: Deeds) => (can.take ? 'take' : can.reopen ? 'reopen' : can.resolve ? 'resolve' : null);

const BECOMES_MS = 600;

/** It is another than a moment ago: a press, or the second of two, may have been meant for what stood there. */
function useJustBecame(deed: string | null): boolean {
  const [known, setKnown] = useState(deed);
  useEffect(() => {
    const timer = setTimeout(() => setKnown(deed), BECOMES_MS);
    return () => clearTimeout(timer);
  }, [deed]);
  return known !== deed;
}

/** The one filled or framed button: what comes next with this ticket. */
function MainDeed({ deeds }: { readonly deeds: Deeds }): ReactNode {
  const t = useT();
  const keys = useCaps('deskResolve');
  const phone = usePhone();
  const deed = deedOf(deeds);
  const disabled = useJustBecame(deed);
  if (deed === null) return null;
  if (deed === 'take') {
    return (
      <Button key={deed} kind="primary" icon={Hand} disabled={disabled} onClick={deeds.take}>
        {t('desk.take')}
      </Button>
    );
  }
  if (deed === 'reopen') {
    return (
      <Button key={deed} icon={RotateCcw} disabled={disabled} onClick={deeds.reopen}>
        {t('desk.reopen')}
      </Button>
    );
  }
  return phone ? (
    <IconButton key={deed} icon={Check} label={t('desk.resolve')} disabled={disabled} onClick={deeds.resolve} />
  ) : (
    <Button key={deed} icon={Check} disabled={disabled} onClick={deeds.resolve}>
      {t('desk.resolve')}
      {keys ? <Kbd>{keys}</Kbd> : null}
    </Button>
  );
}

function More({ deeds, phone }: { readonly ticket: WireTicket; readonly deeds: Deeds; readonly phone: boolean }) {
  const t = useT();
  const { can } = deeds;
  const entries: MenuEntry[] = [
    ...(phone && can.transfer
      ? [{ id: 'transfer', icon: ArrowRightLeft, label: t('desk.transfer'), onSelect: () => deeds.setTransferring(true) }]
      : []),
    ...(phone && can.snooze
      ? SNOOZES.map((snooze) => ({
          id: snooze,
          icon: Moon,
          label: t('desk.snoozeFor', { time: t(`desk.snooze_${snooze}`) }),
          onSelect: () => deeds.snooze(snoozeUntil(snooze, Date.now())),
        }))
      : []),
    ...(can.pending ? [{ id: 'pending', label: t('desk.setPending'), onSelect: deeds.pending }] : []),
    ...(can.wake ? [{ id: 'wake', icon: Play, label: t('desk.wake'), onSelect: deeds.wake }] : []),
    ...(can.takeOver ? [{ id: 'takeOver', icon: Hand, label: t('desk.takeOver'), onSelect: deeds.take }] : []),
    ...(can.giveBack ? [{ id: 'giveBack', label: t('desk.giveBack'), onSelect: deeds.giveBack }] : []),
    ...(can.merge ? [{ id: 'merge', icon: Merge, label: t('desk.mergeInto'), onSelect: () => deeds.setMerging(true) }] : []),
    ...(can.close ? [{ id: 'close', label: t('desk.closeTicket'), onSelect: deeds.close }] : []),
  ];
  if (entries.length === 0) return null;
  return (
    <Menu label={t('common.more')} entries={entries}>
      <IconButton icon={Ellipsis} label={t('common.more')} bare />
    </Menu>
  );
}
