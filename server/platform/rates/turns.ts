// Slow work a few at a time, in turn for each of whom it is for: many who come from one place wait for each other, and whoever
// comes from another place waits for one of them at most.

export interface Turns {
  run<T>(who: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(atOnce: number): Turns {
  const waiting = new Map<string, (() => void)[]>();
  let running = 0;

  /** Of whom was served the longest ago, the first. */
  function next(): void {
    for (const [who, [first, ...rest]] of waiting) {
      if (running >= atOnce) return;
      waiting.delete(who);
      if (rest.length > 0) waiting.set(who, rest);
      running += 1;
      first?.();
    }
  }

  return {
    async run(who, work) {
      await new Promise<void>((resolve) => {
        waiting.set(who, [...(waiting.get(who) ?? []), resolve]);
        next();
      });
      try {
        return await work();
      } finally {
        running -= 1;
        next();
      }
    },
  };
}
