// What every part of the frame reads: words, times, the desk behind it, and the present minute.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { ChatContext } from '../../client/react/chat/hooks.ts';
import type { Lang } from '../messages/lang.ts';
import type { Words } from '../messages/words.ts';
import type { Cell } from './cell.ts';
import type { Desk } from './desk.ts';
import { createFormat, type Format } from './format.ts';

interface Frame {
  readonly desk: Desk;
  readonly lang: Lang;
  readonly t: Words;
  readonly format: Format;
}

const Context = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const value = useContext(Context);
  if (!value) throw new Error('FrameProvider is missing above this component');
  return value;
}

export function useCell<T>(cell: Cell<T>): T {
  return useSyncExternalStore(cell.subscribe, cell.get);
}

interface ProviderProps {
  readonly desk: Desk;
  readonly lang: Lang;
  readonly words: Words;
  readonly children: ReactNode;
}

/** With the engine of whoever is in; its hooks work below where there is one. */
export function FrameProvider({ desk, lang, words, children }: ProviderProps) {
  const chat = useCell(desk.chat);
  const value = useMemo(() => ({ desk, lang, t: words, format: createFormat(lang) }), [desk, lang, words]);
  return (
    <Context value={value}>
      <ChatContext value={chat}>{children}</ChatContext>
    </Context>
  );
}

const TICK_MS = 30_000;

/** Ms since 1970, as new as half a minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
