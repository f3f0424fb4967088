// What the commands tell a person while they work. On stderr where stdout belongs to the command that is run.
const HEARTBEAT_MS = 10_000;

const seconds = (since) => `${Math.max(1, Math.round((performance.now() - since) / 1000))} s`;

/** A printer of lines, and of steps that report every ten seconds that they still work. */
export function makeSay(stream = process.stdout) {
  const line = (text) => stream.write(`${text}\n`);
  return {
    line,
    async step(title, work) {
      const since = performance.now();
      line(`${title} ...`);
      const timer = setInterval(() => line(`  still working, ${seconds(since)}`), HEARTBEAT_MS);
      try {
        const result = await work();
        line(`  done in ${seconds(since)}`);
        return result;
      } finally {
        clearInterval(timer);
      }
    },
  };
}
