'use client';
// The groups of the picker as a row of icons; each goes to its group.

import { Apple, Car, Clock, Flag, Hand, Heart, Lightbulb, type LucideIcon, PawPrint, Smile, Trophy } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import type { RefObject } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Section } from './emoji-grid.tsx';

const ICON: Record<Exclude<Section['id'], 'found'>, LucideIcon> = {
  recent: Clock,
  smileys: Smile,
  people: Hand,
  nature: PawPrint,
  food: Apple,
  travel: Car,
  activities: Trophy,
  objects: Lightbulb,
  symbols: Heart,
  flags: Flag,
};

interface Props {
  readonly sections: readonly Section[];
  readonly box: RefObject<HTMLElement | null>;
}

export function GroupTabs({ sections, box }: Props) {
  const t = useT();
  const go = (id: Section['id']) => box.current?.querySelector(`[data-group="${id}"]`)?.scrollIntoView({ block: 'start' });
  return (
    <Toolbar.Root aria-label={t('emoji.groups')} className="flex flex-none justify-between border-b border-line px-2 py-1">
      {sections.map(({ id, title }) =>
        id === 'found' ? null : (
          <Toolbar.Button
            key={id}
            aria-label={title}
            title={title}
            onClick={() => go(id)}
            className="grid h-8 min-w-7 flex-1 place-items-center rounded-s text-text-2 hover:bg-surface-3-hover hover:text-text-1 focus-visible:outline-offset-[-2px] pointer-coarse:h-11"
          >
            <Icon of={ICON[id]} size={16} />
          </Toolbar.Button>
        ),
      )}
    </Toolbar.Root>
  );
}
