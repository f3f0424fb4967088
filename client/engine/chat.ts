// The door of the chat engine. It has no React and no transport: all it needs of the world comes in by ports. docs/sync.md
// tells the rules; engine.ts how the parts hang together.
import { createActions } from './actions.ts';
import type { ChatDeps } from './device.ts';
import { Engine } from './engine.ts';
import type { ChatSource } from './view.ts';
import { createViews } from './views.ts';

export type { ChatDeps } from './device.ts';

export interface Chat extends ChatSource {
  /** Whether a reload would lose something that was written: the device does not keep it. */
  unkept(): boolean;
  /** Ends the connection and all timers. `clear`: what the device keeps of this user is removed too. */
  close(options?: { readonly clear: boolean }): Promise<void>;
}

/** Starts at once: the list is on its way, and unsent messages of before go on. */
export function createChat(deps: ChatDeps): Chat {
  const engine = new Engine(deps);
  engine.start();
  return {
    me: deps.me,
    actions: createActions(engine),
    subscribe: engine.notifier.subscribe,
    ...createViews(engine),
    unkept: () => engine.unkept(),
    close: (options) => engine.close(options?.clear ?? false),
  };
}
