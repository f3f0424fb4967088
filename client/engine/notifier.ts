// Tells listeners that something changed: once for all changes of one turn of the event loop.

export interface Notifier {
  /** Something changed; listeners hear of it in a microtask. */
  changed(): void;
  subscribe(listener: () => void): () => void;
  /** Rises with each change. */
  version(): number;
}

/** `before` runs ahead of the listeners, with the changes in place. */
export function createNotifier(before: () => void): Notifier {
  const listeners = new Set<() => void>();
  let due = false;
  let version = 0;
  function tell(): void {
    due = false;
    before();
    for (const listener of [...listeners]) listener();
  }
  return {
    version: () => version,
    changed() {
      version += 1;
      if (due) return;
      due = true;
      queueMicrotask(tell);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
