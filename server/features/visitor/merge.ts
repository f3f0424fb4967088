// An anonymous visitor turned out to be somebody: their tickets, what they told of themselves and what they have sent become the
// person's, and their sessions end, in one transaction. Only once: a shared computer must not hand one person's talk to the next.
import type { TerminalId, UserId } from '../../../core/protocol/ids.ts';
import { loadVisitor, lockVisitors, mergeRows } from './store-visitor.ts';
import type { VisitorDeps } from './types.ts';

/** Again, or where somebody else was faster: nothing. */
export async function mergeInto({ tickets, accounts: { visiting }, clock }: VisitorDeps, from: UserId, into: UserId): Promise<void> {
  const ended: TerminalId[] = [];
  const merged = await tickets.adopt({
    from,
    into,
    at: clock.now(),
    async within(on) {
      await lockVisitors(on, [from, into]);
      const visitor = await loadVisitor(on, from);
      if (!visitor || visitor.externalId !== null || visitor.mergedInto !== null) return false;
      await mergeRows(on, from, into);
      ended.splice(0, ended.length, ...(await visiting.endAll(on, from)));
      return true;
    },
  });
  if (merged) visiting.ended(ended);
}
