'use client';
// A ticket's clock: words, icon and tint together. It goes by the second.

import { CircleCheck, Flag, Hourglass, type LucideIcon, Moon, Pause, Timer, TriangleAlert } from 'lucide-react';
import type { Format } from '../../../client/react/i18n/format.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { Translate } from '../../../client/react/i18n/translate.ts';
import type { ServiceState } from '../../../core/desk/service-level.ts';
import { clockText } from '../../ui/clock-text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Running, Service } from './service.ts';

interface Sign {
  readonly icon: LucideIcon;
  readonly look: string;
  readonly text: string;
  /** Where there is little room: what is seen in its place. */
  readonly brief?: { readonly icon: LucideIcon; readonly text: string };
}

const QUIET = 'bg-surface-2 text-text-2';
const LOOK: Readonly<Record<ServiceState, readonly [LucideIcon, string]>> = {
  fine: [Timer, 'bg-success-soft text-success-text'],
  soon: [Hourglass, 'bg-warning-soft text-warning-text'],
  over: [TriangleAlert, 'bg-danger text-on-danger'],
  paused: [Pause, QUIET],
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** To the second within an hour; beyond, whole hours or days. */
function spanText(t: Translate, ms: number): string {
  if (ms < HOUR) return clockText(ms);
  return ms < 2 * DAY ? t('desk.spanHours', { count: Math.floor(ms / HOUR) }) : t('desk.spanDays', { count: Math.floor(ms / DAY) });
}

const WORDS = {
  first: ['desk.firstReplyIn', 'desk.overBy', 'desk.firstReplyBrief'],
  reply: ['desk.replyIn', 'desk.overBy', 'desk.replyBrief'],
  resolution: ['desk.solveIn', 'desk.solveOverBy', 'desk.solveBrief'],
} as const satisfies Readonly<Record<Running['kind'], readonly string[]>>;

function signOf(t: Translate, format: Format, service: Service): Sign {
  switch (service.kind) {
    case 'first':
    case 'reply':
    case 'resolution': {
      const [icon, look] = LOOK[service.state];
      const [left, over, brief] = WORDS[service.kind];
      const time = spanText(t, Math.abs(service.leftMs));
      if (service.state === 'over') return { icon, look, text: t(over, { time }) };
      // A goal that is far says no more than how far.
      const far = service.kind === 'resolution' && service.state !== 'soon';
      return { icon, look, text: t(left, { time }), brief: far ? { icon: Flag, text: time } : { icon, text: t(brief, { time }) } };
    }
    case 'visitor': {
      const text =
        service.forMs === null ? t('desk.waitsForVisitor') : t('desk.waitsForVisitorFor', { count: Math.floor(service.forMs / 60_000) });
      return { icon: Pause, look: QUIET, text };
    }
    case 'snoozed': {
      const { until } = service;
      const text = until === null ? t('desk.stateSNOOZED') : t('desk.snoozedUntil', { time: format.coming(until, Date.now()) });
      return { icon: Moon, look: QUIET, text };
    }
    case 'resolved':
      return { icon: CircleCheck, look: QUIET, text: t('desk.stateRESOLVED') };
    case 'closed':
      return { icon: CircleCheck, look: QUIET, text: t('desk.stateCLOSED') };
  }
}

/** `short`: beside others, in as few words as it needs. */
export function ServiceSign({ service, short = false }: { readonly service: Service; readonly short?: boolean }) {
  const t = useT();
  const format = useFormat();
  const { icon, look, text, brief } = signOf(t, format, service);
  const shown = short && brief ? brief : { icon, text };
  return (
    <span
      title={shown.text === text ? undefined : text}
      className={cx(
        'inline-flex h-5 flex-none items-center gap-1 rounded-xs px-[7px] text-12 leading-5 whitespace-nowrap tabular-nums',
        look,
      )}
    >
      <Icon of={shown.icon} size={12} />
      <span aria-hidden={shown.text !== text}>{shown.text}</span>
      {shown.text === text ? null : <span className="sr-only">{text}</span>}
    </span>
  );
}
