'use client';
// The keys that do something here, and what.

import type { MessageKey } from '../../client/react/i18n/message-types.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Kbd } from '../ui/kbd.tsx';

interface Row {
  readonly keys: readonly string[];
  readonly text: Extract<MessageKey, `settings.key${'Send' | 'NewLine' | 'EditLast' | 'Cancel' | 'Regions' | 'RegionsBack'}`>;
}

const ENTER = 'Enter';
const SHIFT = 'Shift';
const UP = '↑';

const GROUPS: readonly { readonly title: 'settings.keysWrite' | 'settings.keysAround'; readonly rows: readonly Row[] }[] = [
  {
    title: 'settings.keysWrite',
    rows: [
      { keys: [ENTER], text: 'settings.keySend' },
      { keys: [SHIFT, ENTER], text: 'settings.keyNewLine' },
      { keys: [UP], text: 'settings.keyEditLast' },
      { keys: ['Esc'], text: 'settings.keyCancel' },
    ],
  },
  {
    title: 'settings.keysAround',
    rows: [
      { keys: ['F6'], text: 'settings.keyRegions' },
      { keys: [SHIFT, 'F6'], text: 'settings.keyRegionsBack' },
    ],
  },
];

export function KeysSettings() {
  const t = useT();
  return GROUPS.map((group) => (
    <section key={group.title}>
      <h2 className="mb-1 text-13 text-text-3">{t(group.title)}</h2>
      <dl>
        {group.rows.map((row) => (
          <div key={row.text} className="flex min-h-11 items-center gap-4 border-b border-line py-2">
            <dt className="min-w-0 flex-1">{t(row.text)}</dt>
            <dd className="flex flex-none gap-1">
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}
