'use client';
// The figures of an instance, each as it is now and how it has gone.

import type { LiveSample } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { Translate } from '../../../client/react/i18n/translate.ts';
import { Sparkline } from './sparkline.tsx';

const MIB = 1_048_576;

interface Figure {
  readonly key: 'connections' | 'sends' | 'deliveries' | 'commit' | 'lag' | 'queue' | 'busy' | 'memory';
  /** What the line shows. */
  of(sample: LiveSample): number | null;
  /** The present value in words; null: there is none. */
  say(sample: LiveSample, t: Translate, number: (n: number) => string): string | null;
}

const FIGURES: readonly Figure[] = [
  { key: 'connections', of: (s) => s.connections, say: (s, _t, number) => number(s.connections) },
  { key: 'sends', of: (s) => s.sends, say: (s, _t, number) => number(s.sends) },
  { key: 'deliveries', of: (s) => s.deliveries, say: (s, _t, number) => number(s.deliveries) },
  {
    key: 'commit',
    of: (s) => s.commitP99Ms,
    say: ({ commitP50Ms, commitP99Ms }, t) =>
      commitP50Ms === null || commitP99Ms === null ? null : t('operations.msPair', { half: commitP50Ms, most: commitP99Ms }),
  },
  { key: 'lag', of: (s) => s.lagP99Ms, say: ({ lagP99Ms }, t) => (lagP99Ms === null ? null : t('operations.ms', { ms: lagP99Ms })) },
  { key: 'queue', of: (s) => s.queue, say: (s, _t, number) => number(s.queue) },
  {
    key: 'busy',
    of: (s) => s.busy * 100,
    say: (s, t) => t('operations.percent', { share: Math.round(s.busy * 100) }),
  },
  { key: 'memory', of: (s) => s.memoryBytes, say: (s, t) => t('operations.megabytes', { size: Math.round(s.memoryBytes / MIB) }) },
];

function Tile({ figure, samples }: { readonly figure: Figure; readonly samples: readonly LiveSample[] }) {
  const t = useT();
  const format = useFormat();
  const name = t(`operations.${figure.key}`);
  const last = samples.at(-1);
  const say = (sample: LiveSample | undefined) => (sample ? figure.say(sample, t, format.number) : null) ?? t('operations.quiet');
  const highest = samples.reduce<LiveSample | undefined>((a, b) => (a && (figure.of(a) ?? 0) >= (figure.of(b) ?? 0) ? a : b), undefined);
  return (
    <div className="min-w-0 rounded-l border border-line p-4 max-md:p-3">
      <dt className="text-13 text-text-2">{name}</dt>
      <dd>
        <span data-figure={figure.key} className="block truncate text-22 font-strong tabular-nums max-md:text-17">
          {say(last)}
        </span>
        <Sparkline
          points={samples.map(figure.of)}
          label={t('operations.trend', { name, first: say(samples[0]), last: say(last), most: say(highest) })}
        />
      </dd>
    </div>
  );
}

export function Figures({ samples }: { readonly samples: readonly LiveSample[] }) {
  const t = useT();
  return (
    <dl aria-label={t('operations.figures')} className="grid grid-cols-2 gap-3 @3xl:grid-cols-4">
      {FIGURES.map((figure) => (
        <Tile key={figure.key} figure={figure} samples={samples} />
      ))}
    </dl>
  );
}
