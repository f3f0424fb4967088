'use client';
// The keys of this device: each command with its key, how to change it, and a switch for single letters.

import { RotateCcw } from 'lucide-react';
import { useId, useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { GROUPS, idsOf } from '../keys/commands.ts';
import { DEFAULT_KEYMAP } from '../keys/keymap.ts';
import { setKeymap, useKeymap } from '../keys/keymap-store.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/switch.tsx';
import { KeyRow } from './key-row.tsx';
import { SendKeyChoice } from './send-key.tsx';

export function KeysSettings() {
  return (
    <>
      <SendKeyChoice />
      <KeyTable />
    </>
  );
}

function KeyTable() {
  const t = useT();
  const keymap = useKeymap();
  const letters = useId();
  const [said, say] = useState('');
  const isChanged = !keymap.letters || Object.keys(keymap.changed).length > 0;
  const reset = () => {
    setKeymap(DEFAULT_KEYMAP);
    say(t('keySettings.wasReset'));
  };
  return (
    <>
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <p id={letters} className="font-name">
            {t('keySettings.letters')}
          </p>
          <p className="text-12 text-text-3">{t('keySettings.lettersHint')}</p>
        </div>
        <Switch checked={keymap.letters} labelledBy={letters} onChange={(on) => setKeymap({ ...keymap, letters: on })} />
      </div>
      {GROUPS.map(({ title, scope }) => (
        <section key={scope} aria-label={t(title)}>
          <h2 className="mb-1 text-13 text-text-3">{t(title)}</h2>
          <ul>
            {idsOf(scope).map((id) => (
              <KeyRow key={id} id={id} onSay={say} />
            ))}
          </ul>
        </section>
      ))}
      <div className="flex items-center gap-4">
        <Button icon={RotateCcw} disabled={!isChanged} onClick={reset}>
          {t('keySettings.resetAll')}
        </Button>
        <p role="status" className="text-13 text-text-2">
          {said}
        </p>
      </div>
    </>
  );
}
