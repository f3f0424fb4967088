// In which order a client is told the instances. Pure: chance is given.
import type { UserId } from '../../../core/protocol/ids.ts';

export interface Candidate {
  readonly endpoint: string;
  readonly release: string;
  /** Of a hundred users, how many are told this release first. */
  readonly weight: number;
  /** Open sockets, and those that were sent there since they were counted. */
  readonly load: number;
  /** It missed its last renewals: it may be gone. */
  readonly late: boolean;
}

const SHARES = 100;

/** 0 to 99, the same for a user and a release at each instance: FNV-1a over both. */
function shareOf(userId: UserId, release: string): number {
  let hash = 0x811c9dc5;
  for (const char of `${release}/${userId}`) {
    hash ^= char.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  // The low bits of FNV alone follow the last digit.
  return ((hash ^ (hash >>> 15)) >>> 0) % SHARES;
}

/** A release that is meant for few goes first for those; one that is not meant for this user last. */
function placeOf(userId: UserId, { release, weight, late }: Candidate): number {
  const isMeant = shareOf(userId, release) < weight;
  return (late ? 2 * SHARES : 0) + (isMeant ? weight : SHARES + 1);
}

/**
 * Best first: those meant for the user, and among equals the less loaded of two that chance picks, so that a thousand
 * clients who ask at once do not all go to the same. `random`: 0 to 1.
 */
export function rank(candidates: readonly Candidate[], userId: UserId, random: () => number): Candidate[] {
  const places = Map.groupBy(candidates, (candidate) => placeOf(userId, candidate));
  return [...places.keys()].sort((a, b) => a - b).flatMap((place) => twoChoices(places.get(place) ?? [], random));
}

function twoChoices(candidates: readonly Candidate[], random: () => number): Candidate[] {
  const left = [...candidates];
  const ordered: Candidate[] = [];
  while (left.length > 0) {
    const one = pick(left, random);
    const other = left.length > 0 ? pick(left, random) : null;
    const isOther = other !== null && other.load < one.load;
    if (other) left.push(isOther ? one : other);
    ordered.push(isOther ? other : one);
  }
  return ordered;
}

/** Takes one out. */
function pick(from: Candidate[], random: () => number): Candidate {
  const [picked] = from.splice(Math.min(Math.floor(random() * from.length), from.length - 1), 1);
  if (!picked) throw new Error('there is nothing to pick from');
  return picked;
}
