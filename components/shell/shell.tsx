'use client';
// The frame of the app: rail | list | conversation | panel. Under 768 one pane at a time, with tabs under the list and
// the panel as a sheet; to 1180 the panel lies over the conversation. The page never scrolls, panes do.

import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useKeyListener } from '../keys/use-command.ts';
import { cx } from '../ui/cx.ts';
import { Sheet } from '../ui/sheet.tsx';
import { usePhone } from '../ui/use-media.ts';
import { ListResizer } from './list-resizer.tsx';
import { useListWidth } from './list-width.ts';
import { useRegionKeys } from './regions.ts';
import { useKeyboardRoom } from './use-keyboard-room.ts';

interface Props {
  readonly rail: ReactNode;
  /** BottomTabs, on a phone under the list. */
  readonly tabs: ReactNode;
  /** Null: the main pane has the whole width. */
  readonly list: ReactNode;
  readonly listLabel: string;
  readonly main: ReactNode;
  readonly mainLabel: string;
  /** Which of the two a phone shows; the address decides, so that the back button works. */
  readonly pane: 'list' | 'main';
  readonly panel?: {
    readonly label: string;
    readonly content: ReactNode;
    readonly onClose: () => void;
    /** It lies over the main pane, however wide the window is. */
    readonly over?: boolean;
  };
  /** Of the list, px, where it is not to be dragged. */
  readonly listWidth?: number;
  /** Puts the panes among what stands around them. */
  readonly around?: (panes: ReactNode) => ReactNode;
}

export function Shell({ rail, tabs, list, listLabel, main, mainLabel, pane, panel, listWidth, around }: Props) {
  const phone = usePhone();
  const [width, setWidth] = useListWidth();
  useKeyListener();
  useRegionKeys();
  useKeyboardRoom();
  const panes = (
    <>
      <section
        role={phone && pane === 'list' ? 'main' : undefined}
        aria-label={listLabel}
        data-region
        tabIndex={-1}
        style={phone ? undefined : { width: listWidth ?? width }}
        className={cx(
          'relative flex min-h-0 flex-none flex-col border-line bg-surface-1 outline-none max-md:w-full max-md:pt-[env(safe-area-inset-top)] md:border-r',
          pane === 'main' && 'max-md:hidden',
          list === null && 'hidden',
        )}
      >
        <div className="flex min-h-0 flex-1 flex-col">{list}</div>
        <div className="md:hidden">{tabs}</div>
        {listWidth ? null : <ListResizer width={width} onChange={setWidth} />}
      </section>
      <main
        id="main"
        aria-label={mainLabel}
        data-region
        tabIndex={-1}
        className={cx(
          'relative flex min-h-0 min-w-0 flex-1 flex-col bg-surface-0 outline-none max-md:pt-[env(safe-area-inset-top)]',
          pane === 'list' && 'max-md:hidden',
        )}
      >
        {main}
      </main>
      {panel ? <Panel phone={phone} {...panel} /> : null}
    </>
  );
  return (
    <div className="relative flex h-[var(--app-height,100dvh)] overflow-hidden pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)]">
      <SkipToMain hidden={phone && pane === 'list'} />
      <div className="max-md:hidden" data-region>
        {rail}
      </div>
      {around ? around(panes) : panes}
    </div>
  );
}

function SkipToMain({ hidden }: { readonly hidden: boolean }) {
  return (
    <a
      href="#main"
      hidden={hidden}
      className="absolute top-2 left-2 z-(--z-toast) -translate-y-40 rounded-m bg-surface-3 px-4 py-2 font-name text-accent-text shadow-3 focus:translate-y-0"
    >
      {useT()('common.skipToMain')}
    </a>
  );
}

/** What had the focus when the element came has it again when the element goes with the focus in it. */
function useFocusBack() {
  const element = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const from = document.activeElement;
    const here = element.current;
    return () => {
      if (here?.contains(document.activeElement) && from instanceof HTMLElement) from.focus();
    };
  }, []);
  return element;
}

function Panel({ phone, label, content, onClose, over }: NonNullable<Props['panel']> & { readonly phone: boolean }) {
  const aside = useFocusBack();
  if (phone) {
    return (
      <Sheet title={label} quiet open onOpenChange={onClose}>
        {content}
      </Sheet>
    );
  }
  return (
    <aside
      ref={aside}
      aria-label={label}
      data-region
      tabIndex={-1}
      className="flex min-h-0 w-(--panel-w) flex-none flex-col border-l border-line bg-surface-1 outline-none max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-(--z-banner) max-lg:shadow-3 data-over:absolute data-over:inset-y-0 data-over:right-0 data-over:z-(--z-banner) data-over:shadow-3"
      data-over={over || undefined}
    >
      {content}
    </aside>
  );
}
