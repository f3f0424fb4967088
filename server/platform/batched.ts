// Loads asked for in one turn of the event loop share one statement.

interface Waiting<V> {
  resolve(value: V | undefined): void;
  reject(error: unknown): void;
}

/** `load` gets each key once, at most `max` of them; a key without a value answers undefined. */
export function batched<K, V>(load: (keys: K[]) => Promise<Map<K, V>>, max = 1000): (key: K) => Promise<V | undefined> {
  let waiting = new Map<K, Waiting<V>[]>();

  async function flush(): Promise<void> {
    const group = waiting;
    waiting = new Map();
    try {
      const values = await load([...group.keys()]);
      for (const [key, callers] of group) for (const caller of callers) caller.resolve(values.get(key));
    } catch (error) {
      for (const callers of group.values()) for (const caller of callers) caller.reject(error);
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.size >= max && !waiting.has(key)) void flush();
      if (waiting.size === 0) {
        const group = waiting;
        setImmediate(() => {
          if (group === waiting) void flush();
        });
      }
      const callers = waiting.get(key);
      if (callers) callers.push({ resolve, reject });
      else waiting.set(key, [{ resolve, reject }]);
    });
}
