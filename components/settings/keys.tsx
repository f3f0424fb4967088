'use client';
// The keys that do something here, and what.

import { sendKey } from '../../client/react/device/enter.ts';
import { useKept } from '../../client/react/device/kept.ts';
import type { MessageKey } from '../../client/react/i18n/message-types.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { modKey, SendKeyChoice } from './send-key.tsx';

interface Row {
  readonly keys: readonly string[];
  readonly text: Extract<MessageKey, `settings.key${'Send' | 'NewLine' | 'EditLast' | 'Cancel' | 'Regions' | 'RegionsBack'}`>;
}

const ENTER = 'Enter';
const SHIFT = 'Shift';
const UP = '↑';

interface Group {
  readonly title: 'settings.keysWrite' | 'settings.keysAround';
  readonly rows: readonly Row[];
}

const groupsOf = (sends: readonly string[], breaks: readonly string[]): readonly Group[] => [
  {
    title: 'settings.keysWrite',
    rows: [
      { keys: sends, text: 'settings.keySend' },
      { keys: breaks, text: 'settings.keyNewLine' },
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
  return (
    <>
      <SendKeyChoice />
      <KeyTable />
    </>
  );
}

function KeyTable() {
  const t = useT();
  const swapped = useKept(sendKey) === 'modEnter';
  const groups = swapped ? groupsOf([modKey(), ENTER], [ENTER]) : groupsOf([ENTER], [SHIFT, ENTER]);
  return groups.map((group) => (
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
