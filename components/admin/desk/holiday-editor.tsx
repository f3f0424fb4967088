'use client';
// A day of the calendar with hours of its own.

import { X } from 'lucide-react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { type BusinessHours, HOURS_LIMITS } from '../../../core/protocol/desk-hours.ts';
import { cx } from '../../ui/cx.ts';
import { BOX } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { DayEditor } from './day-editor.tsx';
import type { HoursFault } from './hours-draft.ts';

type Holiday = BusinessHours['holidays'][number];

interface Props {
  readonly holiday: Holiday;
  readonly fault: HoursFault | null;
  /** Null: away with it. */
  readonly onChange: (holiday: Holiday | null) => void;
}

const WORDS = {
  holidayDate: 'setup.faultHolidayDate',
  holidayTwice: 'setup.faultHolidayTwice',
  holidayName: 'setup.faultHolidayName',
} as const;

export function HolidayEditor({ holiday, fault, onChange }: Props) {
  const t = useT();
  const { date, name, intervals } = holiday;
  const own = fault === 'holidayDate' || fault === 'holidayTwice' || fault === 'holidayName' ? fault : null;
  return (
    <div className="mt-2 rounded-m border border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="date"
          aria-label={t('setup.holidayDate')}
          aria-invalid={own && own !== 'holidayName' ? true : undefined}
          value={date}
          onChange={(event) => onChange({ ...holiday, date: event.target.value })}
          className={cx(BOX, 'h-9 w-38! flex-none px-2 max-md:h-11')}
        />
        <input
          aria-label={t('setup.holidayName')}
          aria-invalid={own === 'holidayName' ? true : undefined}
          placeholder={t('setup.holidayName')}
          value={name}
          maxLength={HOURS_LIMITS.nameUnits}
          onChange={(event) => onChange({ ...holiday, name: event.target.value })}
          className={cx(BOX, 'h-9 w-auto! flex-1 px-2.5 max-md:h-11')}
        />
        <IconButton icon={X} small label={t('setup.dropHoliday', { name })} onClick={() => onChange(null)} />
      </div>
      {own ? <p className="mt-1.5 text-12 text-danger-text">{t(WORDS[own])}</p> : null}
      <div className="-mb-2 [&>div]:border-b-0">
        <DayEditor
          name={t('setup.openThatDay')}
          intervals={intervals}
          onChange={(list) => onChange({ ...holiday, intervals: [...list] })}
        />
      </div>
    </div>
  );
}
