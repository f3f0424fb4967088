// Work by keys that come again and again: one run of a key at a time, and one more after it where it was asked for meanwhile. So many
// calls at once are two runs, and what gathers while one is under way is done together by the next.

export interface Turns<K> {
  /** It is worked on once more, from now or after the run that is under way. */
  ask(key: K): void;
  /** When nothing runs or waits. */
  settled(): Promise<void>;
  /** Nothing is begun any more. */
  stop(): void;
}

/** `work` never rejects. At most `atOnce` keys at a time, in the order in which they were asked for. */
export function createTurns<K>(work: (key: K) => Promise<void>, atOnce: number): Turns<K> {
  const waiting = new Set<K>();
  const running = new Map<K, Promise<void>>();
  let stopped = false;

  async function run(key: K): Promise<void> {
    await work(key);
    running.delete(key);
    go();
  }

  function go(): void {
    for (const key of waiting) {
      if (stopped || running.size >= atOnce) return;
      if (running.has(key)) continue;
      waiting.delete(key);
      running.set(key, run(key));
    }
  }

  return {
    ask(key) {
      waiting.add(key);
      go();
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
    stop() {
      stopped = true;
    },
  };
}
