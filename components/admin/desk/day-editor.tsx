'use client';
// The hours of one day: closed, or intervals from and to.

import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { Interval } from '../../../core/protocol/desk-hours.ts';
import { cx } from '../../ui/cx.ts';
import { BOX } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { dayFault, shownEnd, typedEnd, withInterval } from './hours-draft.ts';
import { withPlaces } from './with-places.ts';

interface Props {
  readonly name: string;
  readonly intervals: readonly Interval[];
  readonly onChange: (intervals: readonly Interval[]) => void;
}

const TIME = cx(BOX, 'h-8 w-31! flex-none px-2 text-13 max-md:h-11');

export function DayEditor({ name, intervals, onChange }: Props) {
  const t = useT();
  const id = useId();
  const fault = dayFault(intervals);
  const put = (index: number, next: Interval | null) => onChange(intervals.flatMap((one, i) => (i === index ? (next ?? []) : one)));
  const more = intervals.length > 0 ? withInterval(intervals) : null;
  return (
    <div className="grid grid-cols-[132px_1fr] items-start gap-x-3 gap-y-1.5 border-b border-line py-2 max-md:grid-cols-1">
      <div className="flex h-8 items-center gap-2.5">
        <Switch labelledBy={id} checked={intervals.length > 0} onChange={(open) => onChange(open ? (withInterval([]) ?? []) : [])} />
        <span id={id} className="min-w-0 truncate text-13">
          {name}
        </span>
      </div>
      <div className="grid gap-1.5">
        {intervals.length === 0 ? <span className="flex h-8 items-center text-13 text-text-3">{t('setup.closedAllDay')}</span> : null}
        {withPlaces(intervals).map(({ row: { from, to }, index, key }) => (
          <div key={key} className="flex flex-wrap items-center gap-1.5">
            <input
              type="time"
              aria-label={t('setup.opensOn', { day: name })}
              aria-invalid={fault ? true : undefined}
              value={from}
              onChange={(event) => put(index, { from: event.target.value, to })}
              className={TIME}
            />
            <span className="text-text-3">{t('setup.to')}</span>
            <input
              type="time"
              aria-label={t('setup.closesOn', { day: name })}
              aria-invalid={fault ? true : undefined}
              value={shownEnd(to)}
              onChange={(event) => put(index, { from, to: typedEnd(event.target.value) })}
              className={TIME}
            />
            <IconButton icon={X} small label={t('setup.dropInterval', { day: name, from, to })} onClick={() => put(index, null)} />
            {index === intervals.length - 1 && more ? (
              <IconButton icon={Plus} small label={t('setup.addInterval', { day: name })} onClick={() => onChange(more)} />
            ) : null}
          </div>
        ))}
        {fault === 'order' ? <p className="text-12 text-danger-text">{t('setup.faultOrder')}</p> : null}
        {fault === 'overlap' ? <p className="text-12 text-danger-text">{t('setup.faultOverlap')}</p> : null}
      </div>
    </div>
  );
}
