'use client';
// The one figure that matters, in words: complete to where, or what is being filled.

import { CircleCheckBig, CircleDashed, Hourglass, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { type DeviceView, useConnection } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import { Card } from './card.tsx';

const TONE = {
  success: 'bg-success-soft text-success-text',
  warning: 'bg-warning-soft text-warning-text',
  muted: 'bg-surface-2 text-text-2',
};

interface Words {
  readonly tone: keyof typeof TONE;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

function useWords({ pos, head, gaps }: DeviceView): Words {
  const t = useT();
  const { state } = useConnection();
  if (pos === null) return { tone: 'muted', icon: CircleDashed, title: t('device.nothingTitle'), text: t('device.nothingText') };
  if (gaps > 0) return { tone: 'warning', icon: Hourglass, title: t('device.gapsTitle', { gaps }), text: t('device.gapsText') };
  const behind = head - pos;
  if (behind > 0) {
    return { tone: 'warning', icon: Hourglass, title: t('device.behindTitle', { count: behind }), text: t('device.behindText') };
  }
  const isCurrent = state === 'live' || state === 'moving';
  const text = isCurrent ? t('device.completeText') : t('device.offlineText');
  return { tone: isCurrent ? 'success' : 'muted', icon: CircleCheckBig, title: t('device.completeTitle', { pos }), text };
}

export function CompleteCard({ device }: { readonly device: DeviceView }) {
  const t = useT();
  const format = useFormat();
  const { tone, icon, title, text } = useWords(device);
  return (
    <Card aria-label={t('settings.this-device')}>
      <div role="status" className="flex items-start gap-4">
        <span className={cx('tucked grid size-14 flex-none place-items-center', TONE[tone])}>
          <Icon of={icon} size={28} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block text-22 font-strong tabular-nums">{title}</span>
          <span className="mt-1 block text-text-2">{text}</span>
        </span>
      </div>
      <dl className="mt-4 grid gap-x-8 gap-y-3 border-t border-line pt-4 @md:grid-cols-2">
        <Figure label={t('device.gaps')} hint={t('device.gapsHint')}>
          <span className="text-22 font-strong">{format.number(device.gaps)}</span>
        </Figure>
        <Figure label={t('device.lastRepair')} hint={t('device.repairHint')}>
          <Repair repair={device.repair} />
        </Figure>
      </dl>
    </Card>
  );
}

function Figure({ label, hint, children }: { readonly label: string; readonly hint: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-13 text-text-2">{label}</dt>
      <dd className="mt-0.5 tabular-nums">
        {children}
        <span className="mt-0.5 block text-12 text-text-3">{hint}</span>
      </dd>
    </div>
  );
}

function Repair({ repair }: Pick<DeviceView, 'repair'>) {
  const t = useT();
  const format = useFormat();
  if (!repair) return <span className="text-17 leading-8">{t('device.repairNone')}</span>;
  const what = repair.by === 'pull' ? t('device.repairPull', { count: repair.positions }) : t('device.repairSnapshot');
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <time dateTime={new Date(repair.at).toISOString()} title={format.full(repair.at)} className="text-22 font-strong">
        {format.time(repair.at)}
      </time>
      <span className="text-text-2">{what}</span>
    </span>
  );
}
