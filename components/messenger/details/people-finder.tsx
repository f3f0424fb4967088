'use client';
// Finds people by name or handle while one types, and shows them as a list to choose from; before that those one talks with.

import { Check, UserRoundSearch } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';
import { type ChatActions, useChat, useMe } from '../../../client/react/chat/hooks.ts';
import { errorText } from '../../../client/react/i18n/error-text.ts';
import { handleText } from '../../../client/react/i18n/handle-text.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonRow } from '../../ui/panel-parts.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useKnownPeople } from './use-known-people.ts';

const WAIT_MS = 200;

interface Found {
  readonly query: string;
  readonly people: readonly WireUser[];
  readonly refused: CallError | null;
}

async function answer(findUsers: ChatActions['findUsers'], query: string): Promise<Found> {
  try {
    return { query, people: await findUsers(query), refused: null };
  } catch (error) {
    if (error instanceof CallError) return { query, people: [], refused: error };
    throw error;
  }
}

function useFound(query: string): Found | null {
  const { findUsers } = useChat();
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    const wanted = query.trim();
    if (wanted === '') {
      setFound(null);
      return;
    }
    let shown = true;
    const find = async () => {
      const next = await answer(findUsers, wanted);
      if (shown) setFound(next);
    };
    const timer = setTimeout(() => void find(), WAIT_MS);
    return () => {
      shown = false;
      clearTimeout(timer);
    };
  }, [query, findUsers]);
  return found;
}

interface Props {
  readonly onPick: (person: WireUser) => void;
  /** Chosen already: drawn pressed. */
  readonly chosen?: ReadonlySet<UserId>;
  /** Not offered. */
  readonly without?: ReadonlySet<UserId>;
  readonly children?: ReactNode;
}

export function PeopleFinder({ onPick, chosen, without, children }: Props) {
  const t = useT();
  const me = useMe();
  const [query, setQuery] = useState('');
  const found = useFound(query);
  const { known, isMeant } = useKnownPeople(query.trim());
  const isFresh = found?.query === query.trim();
  const others = (found?.people ?? []).filter((person) => (isFresh || isMeant(person)) && !known.some(({ id }) => id === person.id));
  const people = [...known, ...others].filter((person) => person.id !== me.id && !without?.has(person.id));
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <SearchField label={t('people.find')} placeholder={t('people.findPlaceholder')} value={query} onChange={setQuery} data-focus-first />
      {children}
      <RefusedNotice text={found?.refused ? errorText(t, found.refused) : null} />
      <p role="status" className="sr-only">
        {found ? t('people.resultCount', { count: people.length }) : ''}
      </p>
      <ul aria-label={t('people.results')} className="-mx-1 h-64 overflow-y-auto px-3">
        {people.map((person) => (
          <li key={person.id}>
            <PersonRow
              id={person.id}
              name={person.name}
              url={person.avatarUrl}
              detail={handleText(t, person.handle)}
              onOpen={() => onPick(person)}
              trailing={chosen?.has(person.id) ? <Icon of={Check} className="text-accent-text" /> : null}
              {...(chosen ? { pressed: chosen.has(person.id) } : {})}
            />
          </li>
        ))}
        {people.length === 0 ? (
          <li className="flex h-full flex-col items-center justify-center gap-2 text-center text-13 text-text-3">
            <UserRoundSearch aria-hidden size={28} />
            {found && isFresh && !found.refused ? t('people.nobody', { query: found.query }) : t('people.typeMore')}
          </li>
        ) : null}
      </ul>
    </div>
  );
}
