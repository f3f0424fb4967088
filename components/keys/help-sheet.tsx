'use client';

// All keys with what they do now, by where they work.

import { useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

import { isSingle } from './chord.ts';
import { type CommandId, GROUPS, idsOf, labelOf } from './commands.ts';
import { KeyCaps } from './key-caps.tsx';
import { useKeymap } from './keymap-store.ts';
import { useChord } from './use-chord.ts';

export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  return (
    <Dialog
      title={t('keys.helpTitle')}
      wide
      read
      open
      onOpenChange={onClose}
      actions={
        <Button
          onClick={() => {
            onClose();
            go('/settings/keys');
          }}
        >
          {t('keys.helpChange')}
        </Button>
      }
    >
      <div className="columns-2 gap-8 max-md:columns-1">
        {GROUPS.map(({ title, scope }) => (
          <section key={scope} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-13 text-text-3">{t(title)}</h3>
            <dl>
              {idsOf(scope).map((id) => (
                <Line key={id} id={id} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Line({ id }: { readonly id: CommandId }) {
  const t = useT();
  const keymap = useKeymap();
  const chord = useChord(id);
  const isOn = chord !== null && (keymap.letters || !isSingle(chord));
  return (
    <div className="flex min-h-9 items-center gap-3 border-b border-line py-1.5">
      <dt className="min-w-0 flex-1">{t(labelOf(id))}</dt>
      <dd className="flex-none">{isOn ? <KeyCaps chord={chord} /> : <span className="text-13 text-text-3">{t('keys.none')}</span>}</dd>
    </div>
  );
}
