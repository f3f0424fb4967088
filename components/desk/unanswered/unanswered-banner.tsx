'use client';
// Nobody answers: who waits longest of those, the way there, and to take it oneself. Over desk and board, until somebody has them.

import { BellRing } from 'lucide-react';
import { useDeskActions, useDeskMe } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { go } from '../../../client/react/place/place.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useAttempt } from '../../messenger/use-attempt.ts';
import { Banner } from '../../ui/banner.tsx';
import { clockText } from '../../ui/clock-text.ts';
import { TextButton } from '../../ui/text-button.tsx';
import { useSecond } from '../../ui/use-second.ts';
import { askForNotices } from '../offer/notice.ts';
import { useUnanswered } from './use-unanswered.ts';

/** `onAll`: shows all of them, where there are several. */
export function UnansweredBanner({ onAll }: { readonly onAll: () => void }) {
  const t = useT();
  const [first, ...others] = useUnanswered();
  return (
    <>
      {/* Told once for each: how long it waits is not. */}
      <div role="alert" className="sr-only">
        {first ? t('desk.nobodyTold', { name: first.visitor.name, number: first.number, department: first.department.name }) : ''}
      </div>
      {first ? (
        <Banner quiet tone="danger" icon={BellRing} action={<Acts ticket={first} more={others.length} onAll={onAll} />}>
          <Words ticket={first} />
        </Banner>
      ) : null}
    </>
  );
}

function Words({ ticket }: { readonly ticket: WireTicket }) {
  const t = useT();
  const now = useSecond();
  const { visitor, number, department, openedAt, createdAt } = ticket;
  const time = clockText(now - Date.parse(openedAt ?? createdAt));
  return (
    <>
      <strong className="mr-2">{t('desk.nobodyAnswers', { name: visitor.name })}</strong>
      <span className="tabular-nums">{t('desk.nobodyWaits', { number, department: department.name, time })}</span>
    </>
  );
}

interface ActsProps {
  readonly ticket: WireTicket;
  /** How many others there are. */
  readonly more: number;
  readonly onAll: () => void;
}

function Acts({ ticket: { id }, more, onAll }: ActsProps) {
  const t = useT();
  const attempt = useAttempt();
  const { take } = useDeskActions();
  const { agent } = useDeskMe();
  const open = () => {
    // A browser asks from a press only: the next one is told also where the page is not looked at.
    askForNotices();
    go(`/desk/${id}`);
  };
  const takeIt = () =>
    attempt(async () => {
      await take(id);
      go(`/desk/${id}`);
    });
  return (
    <span className="flex flex-none flex-wrap items-center justify-end gap-x-4 gap-y-1">
      {more > 0 ? (
        <TextButton inherit onClick={onAll}>
          {t('desk.nobodyAll', { count: more + 1 })}
        </TextButton>
      ) : null}
      <TextButton inherit onClick={open}>
        {t('desk.nobodyOpen')}
      </TextButton>
      {agent ? (
        <TextButton inherit onClick={takeIt}>
          {t('desk.take')}
        </TextButton>
      ) : null}
    </span>
  );
}
