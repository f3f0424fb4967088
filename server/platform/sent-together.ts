// The results of statements of one transaction that were sent together. Where one fails, all behind it say only that the
// transaction is aborted, and which of them is heard first depends on who awaits it: what is thrown here is what failed.
import { sqlState } from './db.ts';

const ABORTED = '25P02';

/** Like `Promise.all`, but it waits for all of them. */
export async function sentTogether<T extends readonly unknown[]>(sent: T): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  const failed = (await Promise.allSettled(sent)).filter((result) => result.status === 'rejected');
  const first = failed.find(({ reason }) => sqlState(reason) !== ABORTED) ?? failed[0];
  if (first) throw first.reason;
  return Promise.all(sent);
}

/** To be awaited with the COMMIT, which hears of it; until then nobody does. */
export function awaitLater(last: Promise<unknown>[], sent: Promise<unknown>): void {
  sent.catch(() => undefined);
  last.push(sent);
}
