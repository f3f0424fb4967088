'use client';
// The people chosen so far, each with a way to take it back.

import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { Icon } from '../../ui/icon.tsx';

export function useChosen() {
  const [chosen, setChosen] = useState<readonly WireUser[]>([]);
  const ids = useMemo(() => new Set<UserId>(chosen.map((person) => person.id)), [chosen]);
  return {
    chosen,
    ids,
    toggle: (person: WireUser) =>
      setChosen((now) => (now.some((other) => other.id === person.id) ? now.filter((other) => other.id !== person.id) : [...now, person])),
  };
}

interface Props {
  readonly people: readonly WireUser[];
  readonly onTake: (person: WireUser) => void;
}

export function ChosenPeople({ people, onTake }: Props) {
  const t = useT();
  return (
    <div className="flex max-h-24 flex-wrap gap-1.5 overflow-y-auto">
      <span role="status" className="w-full text-12 text-text-3">
        {t('group.chosen', { count: people.length })}
      </span>
      {people.map((person) => (
        <button
          key={person.id}
          type="button"
          aria-label={t('group.unchoose', { name: person.name })}
          onClick={() => onTake(person)}
          className="inline-flex h-7 max-w-full items-center gap-1 rounded-full bg-accent-soft pr-2 pl-3 text-13 text-accent-soft-text"
        >
          <span className="truncate">{person.name}</span>
          <Icon of={X} size={14} />
        </button>
      ))}
    </div>
  );
}
