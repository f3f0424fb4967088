'use client';
// The picker's panel with its table, loaded when it is opened.

import { useT } from '../../client/react/i18n/provider.tsx';
import { FailedState } from '../ui/states.tsx';
import { useLazy } from '../ui/use-lazy.ts';
import { loadEmoji } from './emoji-data.ts';

async function load() {
  const [{ EmojiPanel }, table] = await Promise.all([import('./emoji-panel.tsx'), loadEmoji()]);
  return { EmojiPanel, table };
}

export function EmojiPanelLazy({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const t = useT();
  const loaded = useLazy(load);
  if (loaded.state === 'ready') return <loaded.value.EmojiPanel table={loaded.value.table} onPick={onPick} />;
  return (
    <div className="h-[392px] max-h-[70dvh] overflow-hidden">
      {loaded.state === 'failed' ? (
        <FailedState onRetry={loaded.retry} />
      ) : (
        <p role="status" className="sr-only">
          {t('states.loading')}
        </p>
      )}
    </div>
  );
}
