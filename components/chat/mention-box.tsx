'use client';

// Those who may be meant, above the composer.

import { useT } from '../../client/react/i18n/provider.tsx';
import type { WireUser } from '../../core/protocol/wire.ts';
import { Avatar } from '../ui/avatar.tsx';

interface Props {
  readonly people: readonly WireUser[];
  readonly active: number;
  readonly onPick: (person: WireUser) => void;
}

export function MentionBox({ people, active, onPick }: Props) {
  const t = useT();
  return (
    <div role="listbox" aria-label={t('composer.mention')} className="mb-1.5 w-72 max-w-full rounded-l bg-surface-3 p-1.5 shadow-3">
      {people.map((person, index) => (
        <button
          key={person.id}
          type="button"
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
          className="flex h-10 w-full items-center gap-2.5 rounded-s px-2 text-left text-14 hover:bg-surface-3-hover aria-selected:bg-surface-3-hover"
        >
          <Avatar id={person.id} name={person.name} url={person.avatarUrl} size={28} />
          <span className="min-w-0 truncate">{person.name}</span>
          <span className="ml-auto truncate text-12 text-text-3">{t('people.handle', { handle: person.handle })}</span>
        </button>
      ))}
    </div>
  );
}
