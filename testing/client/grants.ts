// What stays grant, reckoned a second time: not by the product's own functions, which must not be their own judge.
import type { Stay } from '../../core/timeline/view.ts';

const holds = ({ fromSeq, toSeq }: Stay, seq: number): boolean => seq >= fromSeq && seq <= (toSeq ?? Number.POSITIVE_INFINITY);

/** By which stay `seq` is read: the one that goes on, else the last that holds it. */
export function grantOf(stays: readonly Stay[], seq: number): Stay | null {
  const holding = stays.filter((stay) => holds(stay, seq));
  return holding.find(({ toSeq }) => toSeq === null) ?? holding.at(-1) ?? null;
}

/** Whether what an effect did to `targetSeq` is seen by who reads it by this stay. */
export const grantsTarget = (stay: Stay, targetSeq: number): boolean => holds(stay, targetSeq);
