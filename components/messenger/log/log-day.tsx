'use client';
// What was said and happened on one day. Its date stands between the days, and at the log's upper edge while one scrolls.

import { memo } from 'react';
import { useFormat } from '../../../client/react/i18n/provider.tsx';
import { DateSeparator } from '../../ui/log-marks.tsx';
import { useNow } from '../use-now.ts';
import type { InLog } from './in-log.ts';
import { BlockView } from './log-block.tsx';
import type { Block, Day } from './log-blocks.ts';

interface Props extends InLog {
  readonly day: Day;
}

export const LogDay = memo(function LogDay({ day, ...log }: Props) {
  return (
    <section data-day={day.at ?? undefined}>
      {day.at === null ? null : <Separator at={day.at} />}
      {day.blocks.map((block: Block) => (
        <BlockView key={block.key} block={block} {...log} />
      ))}
    </section>
  );
});

function Separator({ at }: { readonly at: number }) {
  const format = useFormat();
  const now = useNow();
  return <DateSeparator sticky>{format.day(at, now)}</DateSeparator>;
}
