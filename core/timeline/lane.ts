// The order of one device in one conversation (S11): numbers 1, 2, 3 ..., each used up once. One ahead of the expected
// is held for a while; one used already belongs to a known key or is out of order.
import { LIMITS } from '../protocol/limits.ts';
import type { LaneState } from './command.ts';

export type LaneVerdict = 'go' | 'hold' | 'refuse';

export function judgeLane(lane: LaneState, clientSeq: number): LaneVerdict {
  if (clientSeq === lane.last + 1) return 'go';
  if (clientSeq <= lane.last || lane.ahead.includes(clientSeq)) return 'refuse';
  return clientSeq > lane.last + 1 + LIMITS.laneAhead ? 'refuse' : 'hold';
}

/** A number whose answer is final; the ones ahead of it follow. Farther than 32 ahead is not remembered. */
export function useUp(lane: LaneState, clientSeq: number): void {
  if (clientSeq <= lane.last || lane.ahead.includes(clientSeq)) return;
  if (clientSeq > lane.last + 1 + LIMITS.laneAhead) return;
  lane.ahead.push(clientSeq);
  while (lane.ahead.includes(lane.last + 1)) {
    lane.last += 1;
    lane.ahead = lane.ahead.filter((n) => n > lane.last);
  }
}
