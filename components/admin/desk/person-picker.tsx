'use client';
// Who of the installation is to answer visitors.

import { useState } from 'react';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { errorText } from '../../../client/react/i18n/error-text.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { usePeople } from '../../palette/use-people.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchField } from '../../ui/search-field.tsx';

interface Props {
  readonly open: boolean;
  /** Who is there already. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onPick: (user: WireUser) => void;
}

export function PersonPicker({ open, taken, onClose, onPick }: Props) {
  const t = useT();
  const me = useMe();
  const [text, setText] = useState('');
  const query = text.trim();
  const people = usePeople(query);
  const found = (query === '' ? [me] : people.users).filter(({ id, kind }) => kind === 'PERSON' && !taken.includes(id));
  const nobody = query !== '' && people.query === query && found.length === 0 && !people.refused;
  return (
    <Dialog title={t('setup.addAgent')} description={t('setup.addAgentText')} open={open} onOpenChange={onClose}>
      <SearchField label={t('setup.findPeople')} placeholder={t('setup.findPeople')} value={text} onChange={setText} />
      <RefusedNotice text={people.refused ? errorText(t, people.refused) : null} />
      {nobody ? <p className="pt-4 text-text-2">{t('setup.nobodyFound', { query })}</p> : null}
      <ul aria-label={t('setup.peopleFound')} className="-mx-2 mt-2 grid">
        {found.map((user) => (
          <li key={user.id}>
            <button
              type="button"
              onClick={() => onPick(user)}
              className="flex h-12 w-full items-center gap-3 rounded-m px-2 text-left hover:bg-surface-3-hover"
            >
              <Avatar id={user.id} name={user.name} url={user.avatarUrl} size={32} />
              <span className="min-w-0 flex-1 truncate font-name">
                {user.id === me.id ? t('setup.meNamed', { name: user.name }) : user.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
