// window.parley: what the page may call and hear. Calls that came before the script stand in an array of that name.
import type { Attributes, MessageNews, TicketNews } from '../protocol.ts';

/** What is told to the listeners of each event. */
export interface Events {
  ready: undefined;
  open: undefined;
  close: undefined;
  message: MessageNews;
  unread: number;
  ticket: TicketNews;
  identityNeeded: undefined;
}

export type EventName = keyof Events;
type Listener = (news: never) => void;

export interface Commands {
  open(): void;
  close(): void;
  toggle(): void;
  /** A JWT that the site has signed. */
  identify(token: string): void;
  setAttributes(attributes: Attributes): void;
}

export interface Parley extends Commands {
  on<E extends EventName>(event: E, listener: (news: Events[E]) => void): () => void;
  /** `['open']`, `['on', 'unread', fn]`: as before the script was there. */
  push(...calls: readonly (readonly [string, ...unknown[]])[]): void;
}

export interface Sdk {
  readonly parley: Parley;
  tell<E extends EventName>(event: E, news: Events[E]): void;
}

const NAMES: readonly string[] = ['ready', 'open', 'close', 'message', 'unread', 'ticket', 'identityNeeded'] satisfies EventName[];

/** A listener that fails is the page's fault, and stops nobody else. */
function call(listener: Listener, news: unknown): void {
  try {
    (listener as (news: unknown) => void)(news);
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}

/** `once`: who listens for what has already happened hears of it at once. */
export function createSdk(commands: Commands): Sdk {
  const listeners = new Map<string, Set<Listener>>();
  let isReady = false;
  const parley: Parley = {
    ...commands,
    on(event, listener) {
      if (!NAMES.includes(event)) throw new TypeError(`parley.on: no event is called ${event}`);
      const those = listeners.get(event) ?? new Set();
      listeners.set(event, those.add(listener as Listener));
      if (event === 'ready' && isReady) call(listener as Listener, undefined);
      return () => void those.delete(listener as Listener);
    },
    push(...calls) {
      for (const [name, ...args] of calls) {
        const method = Object.hasOwn(parley, name) && name !== 'push' ? parley[name as keyof Parley] : undefined;
        if (method) (method as (...given: unknown[]) => void)(...args);
        else console.warn(`parley: there is no ${name}`);
      }
    },
  };
  return {
    parley,
    tell(event, news) {
      if (event === 'ready') isReady = true;
      for (const listener of [...(listeners.get(event) ?? [])]) call(listener, news);
    },
  };
}
