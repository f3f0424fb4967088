import { expect, test } from 'vitest';
import type { WireTicketEvent } from '../../../../core/protocol/wire-ticket-history.ts';
import { NO_HISTORY, withNewer, withOlder } from './held-history.ts';

/** As the server answers: the latest first. */
const page = (versions: readonly number[], before: number | null = null) => ({
  events: versions.toSorted((a, b) => b - a).map((version) => ({ version, kind: 'taken' }) as WireTicketEvent),
  before,
});
const versions = ({ events }: { readonly events: readonly WireTicketEvent[] }) => events.map(({ version }) => version);

test('[desk] the history grows at both ends, and an answer that comes twice changes nothing', () => {
  const first = withNewer(NO_HISTORY, page([5, 6], 5));
  const grown = withNewer(first, page([7]));
  expect([versions(grown), grown.before]).toEqual([[5, 6, 7], 5]);
  expect(withNewer(grown, page([7]))).toBe(grown);
  expect(withNewer(grown, page([]))).toBe(grown);
  const whole = withOlder(grown, page([1, 2, 3, 4]));
  expect([versions(whole), whole.before]).toEqual([[1, 2, 3, 4, 5, 6, 7], null]);
});

test('[desk] where more has happened than one page tells, there is no hole: the older part is asked for again', () => {
  const held = withNewer(NO_HISTORY, page([1, 2]));
  const far = withNewer(held, page([8, 9], 8));
  expect([versions(far), far.before]).toEqual([[8, 9], 8]);
  expect(versions(withNewer(far, page([9, 10], 9)))).toEqual([8, 9, 10]);
});
