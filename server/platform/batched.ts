// Loads that are asked for together share a statement. Nothing is waited for when idle: what comes in one turn of the event loop
// goes at once, and what comes while a statement is under way goes with the next, as commits do. Each load begins after it
// was asked for.

interface Waiting<V> {
  resolve(value: V | undefined): void;
  reject(error: unknown): void;
}

interface Options {
  /** Keys of a statement. */
  readonly max?: number;
  /** Statements under way. */
  readonly atOnce?: number;
  /** Where somebody waits when a statement is done: a moment in which more gather. A system call costs what ten rows do. */
  gather?(): Promise<void>;
}

type Group<K, V> = ReadonlyMap<K, readonly Waiting<V>[]>;

/** How to answer those who wait for it. */
async function answerOf<K, V>(group: Group<K, V>, load: (keys: K[]) => Promise<Map<K, V>>): Promise<() => void> {
  try {
    const values = await load([...group.keys()]);
    return () => {
      for (const [key, callers] of group) for (const caller of callers) caller.resolve(values.get(key));
    };
  } catch (error) {
    return () => {
      for (const callers of group.values()) for (const caller of callers) caller.reject(error);
    };
  }
}

/** `load` gets each key once; a key without a value answers undefined. */
export function batched<K, V>(
  load: (keys: K[]) => Promise<Map<K, V>>,
  { max = 1000, atOnce = 1, gather }: Options = {},
): (key: K) => Promise<V | undefined> {
  const waiting = new Map<K, Waiting<V>[]>();
  let running = 0;
  let soon = false;

  function take(): Map<K, Waiting<V>[]> {
    const group = new Map<K, Waiting<V>[]>();
    for (const [key, callers] of waiting) {
      if (group.size === max) break;
      group.set(key, callers);
      waiting.delete(key);
    }
    return group;
  }

  async function work(): Promise<void> {
    const answer = await answerOf(take(), load);
    const crowded = waiting.size > 0;
    // Before anybody goes on: whoever asks again at once finds it idle.
    if (!crowded) running -= 1;
    answer();
    if (!crowded) return;
    await gather?.();
    running -= 1;
    go();
  }

  function go(): void {
    while (running < atOnce && waiting.size > 0) {
      running += 1;
      void work();
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      const callers = waiting.get(key);
      if (callers) callers.push({ resolve, reject });
      else waiting.set(key, [{ resolve, reject }]);
      if (running >= atOnce || soon) return;
      soon = true;
      setImmediate(() => {
        soon = false;
        go();
      });
    });
}
