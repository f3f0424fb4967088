'use client';
// The figures that matter now. What is wrong is said in words and by a sign besides its colour.

import { CircleCheck, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { clockText } from '../ui/clock-text.ts';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import type { Sums } from './sums.ts';

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly of?: string;
  readonly line: string;
  readonly tone?: 'bad' | 'good';
  readonly icon?: LucideIcon;
}

const VALUE = { bad: 'text-danger-text', good: '', plain: '' };
const LINE = { bad: 'text-danger-text', good: 'text-success-text', plain: 'text-text-3' };

function Figure({ name, value, of, line, tone, icon }: FigureProps) {
  return (
    <div className="min-w-0 flex-1 border-r border-line px-5 py-3 last:border-r-0 max-md:border-b max-md:px-4">
      <dt className="truncate text-13 text-text-2">{name}</dt>
      <dd>
        <span className={cx('block truncate text-22 font-strong tabular-nums', VALUE[tone ?? 'plain'])}>
          {value} {of ? <span className="text-17 font-normal text-text-3">{of}</span> : null}
        </span>
        <span className={cx('flex items-center gap-1.5 text-12', LINE[tone ?? 'plain'])}>
          {icon ? <Icon of={icon} size={14} /> : null}
          <span className="min-w-0">{line}</span>
        </span>
      </dd>
    </div>
  );
}

export function BoardFigures({ sums, now }: { readonly sums: Sums; readonly now: number }) {
  const t = useT();
  const format = useFormat();
  const { longest, load, capacity, agents, breaches } = sums;
  const longestTone = longest?.over ? ({ tone: 'bad', icon: TriangleAlert } as const) : {};
  const targets = sums.queues.some(({ targetMs }) => targetMs !== null);
  const over = !targets
    ? { line: t('board.noTarget') }
    : breaches > 0
      ? ({ line: t('board.overSome'), tone: 'bad', icon: TriangleAlert } as const)
      : ({ line: t('board.overNone'), tone: 'good', icon: CircleCheck } as const);
  return (
    <dl aria-label={t('board.figures')} className="flex flex-none border-b border-line bg-surface-1 max-md:grid max-md:grid-cols-2">
      <Figure name={t('board.waiting')} value={format.number(sums.waiting)} line={t('board.offered', { count: sums.offered })} />
      <Figure
        name={t('board.longest')}
        value={longest ? clockText(now - longest.since) : t('board.none')}
        line={longest ? t(longest.over ? 'board.waitsOver' : 'board.waitsIn', { name: longest.queue.name }) : t('board.nobodyWaits')}
        {...longestTone}
      />
      <Figure
        name={t('board.inTalk')}
        value={format.number(sums.talking)}
        line={capacity > 0 ? t('board.share', { share: Math.round((load / capacity) * 100) }) : t('board.noPlaces')}
      />
      <Figure
        name={t('board.online')}
        value={format.number(sums.online)}
        of={t('board.of', { most: agents.length })}
        line={t('board.awayGone', { away: sums.away, gone: sums.gone })}
      />
      <Figure name={t('board.over')} value={format.number(breaches)} {...over} />
    </dl>
  );
}
