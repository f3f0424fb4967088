// How both commands run: stopped by a signal, and what is wrong told in one line.
import { BackupError } from '../../platform/backup/format.ts';
import { ConfigError } from '../../platform/config.ts';
import { MigrationError } from '../../platform/migrate.ts';

/** A command line that cannot be followed. */
export class UsageError extends Error {}

/** Runs `work` to its end and leaves its exit code. `stopped`: what is said when a signal ended it. */
export async function runStoppable(stopped: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  try {
    await work(stop.signal);
  } catch (error) {
    process.exitCode = 1;
    const known =
      error instanceof BackupError || error instanceof ConfigError || error instanceof MigrationError || error instanceof UsageError;
    if (!known && !stop.signal.aborted) throw error;
    process.stderr.write(`${known ? error.message : stopped}\n`);
  }
}
