// Where the first-run guide stands: told by what the desk has, so that it goes on where one left it. Pure.
import type { WireDeskStart } from '../../../core/protocol/wire-setup.ts';

export const GUIDE_STEPS = ['department', 'answerer', 'site'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

const isDone = (start: WireDeskStart): Record<GuideStep, boolean> => ({
  department: start.departments > 0,
  answerer: start.agents > 0,
  site: start.siteKeys > 0,
});

/** Done, the one to do, and those that come after it. */
export function guideState(start: WireDeskStart): { readonly step: GuideStep | null; readonly done: readonly GuideStep[] } {
  const done = isDone(start);
  return { step: GUIDE_STEPS.find((step) => !done[step]) ?? null, done: GUIDE_STEPS.filter((step) => done[step]) };
}
