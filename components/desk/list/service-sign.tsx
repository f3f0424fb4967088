'use client';
// A ticket's clock: words, icon and tint together. It goes by the second.

import { CircleCheck, Hourglass, type LucideIcon, Moon, Pause, Timer, TriangleAlert } from 'lucide-react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { Translate } from '../../../client/react/i18n/translate.ts';
import type { ServiceState } from '../../../core/desk/service-level.ts';
import { waitText } from '../../board/wait-text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Service } from './service.ts';

interface Sign {
  readonly icon: LucideIcon;
  readonly look: string;
  readonly text: string;
}

const QUIET = 'bg-surface-2 text-text-2';
const LOOK: Readonly<Record<ServiceState, readonly [LucideIcon, string]>> = {
  fine: [Timer, 'bg-success-soft text-success-text'],
  soon: [Hourglass, 'bg-warning-soft text-warning-text'],
  over: [TriangleAlert, 'bg-danger text-on-danger'],
  paused: [Pause, QUIET],
};

function signOf(t: Translate, service: Service): Sign {
  switch (service.kind) {
    case 'first':
    case 'reply': {
      const [icon, look] = LOOK[service.state];
      const time = waitText(Math.abs(service.leftMs));
      if (service.state === 'over') return { icon, look, text: t('desk.overBy', { time }) };
      return { icon, look, text: t(service.kind === 'first' ? 'desk.firstReplyIn' : 'desk.replyIn', { time }) };
    }
    case 'visitor': {
      const text =
        service.forMs === null ? t('desk.waitsForVisitor') : t('desk.waitsForVisitorFor', { count: Math.floor(service.forMs / 60_000) });
      return { icon: Pause, look: QUIET, text };
    }
    case 'snoozed':
      return { icon: Moon, look: QUIET, text: t('desk.stateSNOOZED') };
    case 'resolved':
      return { icon: CircleCheck, look: QUIET, text: t('desk.stateRESOLVED') };
    case 'closed':
      return { icon: CircleCheck, look: QUIET, text: t('desk.stateCLOSED') };
  }
}

export function ServiceSign({ service }: { readonly service: Service }) {
  const t = useT();
  const { icon, look, text } = signOf(t, service);
  return (
    <span
      className={cx(
        'inline-flex h-5 flex-none items-center gap-1 rounded-xs px-[7px] text-12 leading-5 whitespace-nowrap tabular-nums',
        look,
      )}
    >
      <Icon of={icon} size={12} />
      {text}
    </span>
  );
}
