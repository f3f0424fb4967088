// What else can be done with a talk: the sound, and keeping it as a file.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFrame } from './context.tsx';
import { IconButton } from './icons.tsx';
import { tick } from './sound.ts';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

export function Menu({ items }: { readonly items: readonly MenuItem[] }) {
  const { t } = useFrame();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  const close = () => {
    setOpen(false);
    box.current?.querySelector<HTMLElement>('#menu')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const those = [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = those.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape') {
      close();
    } else if (event.key === 'ArrowDown') those[(at + 1) % those.length]?.focus();
    else if (event.key === 'ArrowUp') those[(at - 1 + those.length) % those.length]?.focus();
    else if (event.key === 'Tab') setOpen(false);
    else return;
    if (event.key !== 'Tab') event.preventDefault();
  };
  return (
    <div ref={box} className="menu-place">
      <IconButton id="menu" name="more" label={t('frame.menu')} expanded={open} onClick={() => setOpen(!open)} />
      {open ? (
        <div className="menu" role="menu" tabIndex={-1} aria-label={t('frame.menu')} onKeyDown={onKeyDown}>
          {items.map(({ label, run }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                run();
              }}
            >
              {label}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** Whether answers make a sound, kept in this browser; and the item that changes it. */
export function useSound(): MenuItem {
  const { desk, t } = useFrame();
  const [on, setOn] = useState(() => desk.keep.read<boolean>('sound') === true);
  const run = () => {
    desk.keep.write('sound', !on);
    setOn(!on);
    if (!on) tick();
  };
  return { label: on ? t('talk.soundOff') : t('talk.soundOn'), run };
}
