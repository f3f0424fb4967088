'use client';
// The week, holidays and time zone of a department's hours.

import { CalendarPlus, Copy } from 'lucide-react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { type BusinessHours, HOURS_LIMITS, WEEKDAYS } from '../../../core/protocol/desk-hours.ts';
import { Button } from '../../ui/button.tsx';
import { DayEditor } from './day-editor.tsx';
import { HolidayEditor } from './holiday-editor.tsx';
import { holidayFault, likeMonday, withDay } from './hours-draft.ts';
import { SelectField } from './select-field.tsx';
import { withPlaces } from './with-places.ts';

interface Props {
  readonly hours: BusinessHours;
  readonly onChange: (hours: BusinessHours) => void;
}

const zonesWith = (own: string) => [...new Set([own, ...Intl.supportedValuesOf('timeZone')])].toSorted();

export function HoursEditor({ hours, onChange }: Props) {
  const t = useT();
  const putHoliday = (index: number, next: BusinessHours['holidays'][number] | null) =>
    onChange({ ...hours, holidays: hours.holidays.flatMap((one, i) => (i === index ? (next ?? []) : one)) });
  return (
    <>
      <SelectField
        label={t('setup.timeZone')}
        hint={t('setup.timeZoneHint')}
        value={hours.timeZone}
        options={zonesWith(hours.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        onChange={(timeZone) => onChange({ ...hours, timeZone })}
      />
      <fieldset className="min-w-0">
        <legend className="mb-1 text-13 font-name">{t('setup.week')}</legend>
        {WEEKDAYS.map((day) => (
          <DayEditor
            key={day}
            name={t(`setup.${day}`)}
            intervals={hours.week[day]}
            onChange={(list) => onChange(withDay(hours, day, list))}
          />
        ))}
        <Button size="small" icon={Copy} className="mt-3" onClick={() => onChange(likeMonday(hours))}>
          {t('setup.likeMonday')}
        </Button>
      </fieldset>
      <fieldset className="min-w-0">
        <legend className="mb-1 text-13 font-name">{t('setup.holidays')}</legend>
        <p className="text-12 text-text-3">{t('setup.holidaysHint')}</p>
        {withPlaces(hours.holidays).map(({ row: holiday, index, key }) => (
          <HolidayEditor key={key} holiday={holiday} fault={holidayFault(hours, index)} onChange={(next) => putHoliday(index, next)} />
        ))}
        <Button
          size="small"
          icon={CalendarPlus}
          className="mt-3"
          disabled={hours.holidays.length >= HOURS_LIMITS.holidays}
          onClick={() => onChange({ ...hours, holidays: [...hours.holidays, { date: '', name: '', intervals: [] }] })}
        >
          {t('setup.addHoliday')}
        </Button>
      </fieldset>
    </>
  );
}
