'use client';
// What the instance stands on, as /readyz tells it, and the other instances that it hears.

import { CircleAlert, CircleCheck, CircleOff, type LucideIcon } from 'lucide-react';
import type { OperationsView, PartsView } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { Translate } from '../../../client/react/i18n/translate.ts';
import { Tag } from '../../ui/tag.tsx';
import { Block } from './block.tsx';

const NAMES = {
  database: 'operations.database',
  migrations: 'operations.migrations',
  redis: 'operations.redis',
  instances: 'operations.instances',
  pages: 'operations.pages',
  objects: 'operations.objects',
} as const;

const LOOK = {
  ok: { tone: 'success', icon: CircleCheck, text: 'operations.partOk' },
  off: { tone: 'plain', icon: CircleOff, text: 'operations.partOff' },
  bad: { tone: 'danger', icon: CircleAlert, text: 'operations.partBad' },
} as const satisfies Record<string, { tone: string; icon: LucideIcon; text: string }>;

function lookOf(state: boolean | string) {
  if (state === true || state === 'up' || state === 'closed') return LOOK.ok;
  return state === 'off' ? LOOK.off : LOOK.bad;
}

const isNamed = (name: string): name is keyof typeof NAMES => Object.hasOwn(NAMES, name);

interface Part {
  readonly key: string;
  readonly name: string;
  readonly state: boolean | string;
}

/** A part that nobody has named here is shown as it calls itself. */
const nameOf = (part: string, t: Translate) => (isNamed(part) ? t(NAMES[part]) : part);

function partsOf(parts: PartsView, t: Translate): Part[] {
  return Object.entries(parts).flatMap(([key, state]): Part[] => {
    // It says something where it is so.
    if (key === 'draining') return state === true ? [{ key, name: t('operations.draining'), state: false }] : [];
    if (typeof state === 'object') {
      return Object.entries(state).map(([part, now]) => ({
        key: `${key} ${part}`,
        name: t('operations.breaker', { part: nameOf(part, t) }),
        state: now,
      }));
    }
    return [{ key, name: nameOf(key, t), state }];
  });
}

export function Parts({ view }: { readonly view: OperationsView }) {
  const t = useT();
  const format = useFormat();
  const started = Date.parse(view.startedAt);
  const instances = view.instances.map(({ id, self }) => (self ? `${id.slice(0, 8)} (${t('operations.instanceSelf')})` : id.slice(0, 8)));
  return (
    <Block
      title={t('operations.parts')}
      note={t('operations.instance', { id: view.instance.slice(0, 8), since: format.stamp(started, view.samples.at(-1)?.at ?? started) })}
    >
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        {partsOf(view.parts, t).map(({ key, name, state }) => {
          const { tone, icon, text } = lookOf(state);
          return (
            <div key={key} className="flex items-center gap-2">
              <dt>{name}</dt>
              <dd>
                <Tag tone={tone} icon={icon}>
                  {t(text)}
                </Tag>
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="text-13 text-text-3">
        {t('operations.known', { count: view.instances.length })}: {instances.join(', ')}
      </p>
    </Block>
  );
}
