'use client';
// The palette: one field that finds conversations, people and commands. The field keeps the focus and walks the list below
// it; when it closes, the focus goes back, or to the conversation that was opened. On a phone it is the whole screen.

import { SearchX } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useEffect, useId, useRef, useState } from 'react';
import { errorText } from '../../client/react/i18n/error-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useSearchIndex } from '../search/use-search-index.ts';
import { SCRIM } from '../ui/dialog.tsx';
import { useReturnFocus } from '../ui/return-focus.ts';
import { EmptyState } from '../ui/states.tsx';
import { PaletteField } from './palette-field.tsx';
import { PaletteFoot } from './palette-foot.tsx';
import { PaletteList } from './palette-list.tsx';
import { useCursor } from './use-cursor.ts';
import { usePrepared } from './use-prepared.ts';
import { type Entry, type Results, type Target, useResults } from './use-results.ts';

interface Props {
  readonly onClose: () => void;
  /** Opens a conversation or a person; commands run themselves. */
  readonly onOpen: (target: Exclude<Target, { kind: 'command' }>) => void;
}

const FRAME =
  'fixed top-[12vh] left-1/2 z-(--z-dialog) flex max-h-[min(560px,76dvh)] w-[min(660px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-hidden rounded-xl bg-surface-3 shadow-3 outline-none [--ring:var(--surface-3)] ' +
  'max-md:top-0 max-md:left-0 max-md:h-dvh max-md:max-h-none max-md:w-full max-md:translate-x-0 max-md:rounded-none max-md:pt-[env(safe-area-inset-top)] max-md:pb-[env(safe-area-inset-bottom)]';

/** A conversation that was opened has the focus in its composer; on touch that would raise the keyboard. */
function focusComposer(): void {
  if (window.matchMedia('(pointer: fine)').matches) document.querySelector<HTMLElement>('main [data-region-focus]')?.focus();
}

/** What is done when the palette has gone, so that what opens then finds the focus where it belongs. */
function useAfter() {
  const focus = useReturnFocus();
  const picked = useRef<Target | null>(null);
  return {
    picked,
    remember: focus.remember,
    onCloseAutoFocus(event: Event) {
      if (picked.current === null || picked.current.kind === 'command') focus.giveBack(event);
      else {
        event.preventDefault();
        focusComposer();
      }
      if (picked.current?.kind === 'command') picked.current.command.run();
    },
  };
}

export function Palette({ onClose, onOpen }: Props) {
  const t = useT();
  const [query, setQuery] = useState('');
  const index = useSearchIndex(true);
  usePrepared(index);
  const results = useResults(query, index);
  const after = useAfter();
  const id = useId();
  const pick = ({ target }: Entry) => {
    after.picked.current = target;
    onClose();
    if (target.kind !== 'command') onOpen(target);
  };
  const entries = results.sections.flatMap((section) => section.entries);
  const cursor = useCursor(entries, pick, onClose);
  const activeId = cursor.active ? `${id}-${cursor.active.key}` : undefined;
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={after.remember}
          onCloseAutoFocus={after.onCloseAutoFocus}
          className={FRAME}
        >
          <Radix.Title className="sr-only">{t('palette.title')}</Radix.Title>
          <PaletteField
            listId={entries.length > 0 ? id : undefined}
            activeId={activeId}
            query={query}
            onQuery={(next) => {
              setQuery(next);
              cursor.reset();
            }}
            onKeyDown={cursor.onKeyDown}
          />
          <Status results={results} count={query.trim() === '' ? null : entries.length} />
          {entries.length > 0 ? (
            <PaletteList id={id} sections={results.sections} cursor={cursor} byLetters={/[a-z]/i.test(query)} index={index} onPick={pick} />
          ) : (
            <Nothing query={query.trim()} isSearching={results.people === 'searching'} />
          )}
          <PaletteFoot />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Nothing({ query, isSearching }: { readonly query: string; readonly isSearching: boolean }) {
  const t = useT();
  if (isSearching) return <p className="grid h-40 flex-none place-content-center text-text-3">{t('palette.searching')}</p>;
  return <EmptyState icon={SearchX} tone="muted" title={t('palette.nothingTitle')} text={t('palette.nothingText', { query })} />;
}

/** The number of results for those who cannot see them, and in words why there may be more. */
function Status({ results, count }: { readonly results: Results; readonly count: number | null }) {
  const t = useT();
  const { people } = results;
  const refused = people === 'rest' || people === 'searching' ? null : people;
  const words = refused && (refused.code === 'OFFLINE' ? t('palette.offline') : t('palette.refused', { reason: errorText(t, refused) }));
  const said = people === 'searching' ? t('palette.searchingCount', { count: count ?? 0 }) : t('palette.count', { count: count ?? 0 });
  return (
    <>
      <p role="status" className="sr-only">
        {count === null ? null : said}
      </p>
      <p role="status" className={words ? 'flex-none bg-surface-2 px-[18px] py-2 text-13 text-text-2' : 'sr-only'}>
        {words}
      </p>
    </>
  );
}
