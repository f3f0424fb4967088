'use client';
// Which key sends, on this device; it holds at once, in all tabs.

import { type SendKey, sendKey } from '../../client/react/device/enter.ts';
import { useKept } from '../../client/react/device/kept.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useMac } from '../keys/platform.ts';
import { Segmented } from '../ui/segmented.tsx';

export function SendKeyChoice() {
  const t = useT();
  const chosen = useKept(sendKey);
  const mod = useMac() ? 'Cmd' : 'Ctrl';
  return (
    <div className="grid justify-items-start gap-2">
      <div>
        <h2 className="font-name">{t('device.sendKey')}</h2>
        <p className="text-12 text-text-3">{t('device.sendKeyHint')}</p>
      </div>
      <Segmented<SendKey>
        label={t('device.sendKey')}
        value={chosen}
        onChange={sendKey.set}
        options={[
          { value: 'enter', label: t('device.sendKeyEnter') },
          { value: 'modEnter', label: t('device.sendKeyMod', { mod }) },
        ]}
      />
    </div>
  );
}
