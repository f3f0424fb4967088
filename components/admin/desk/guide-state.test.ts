import { expect, test } from 'vitest';
import { guideState } from './guide-state.ts';

const start = { role: 'admin', departments: 0, agents: 0, siteKeys: 0, answered: false } as const;

test('[desk set-up] the guide stands at the first thing that the desk lacks, and is over when it lacks nothing', () => {
  expect(guideState(start)).toEqual({ step: 'department', done: [] });
  expect(guideState({ ...start, departments: 2 })).toEqual({ step: 'answerer', done: ['department'] });
  expect(guideState({ ...start, departments: 1, siteKeys: 1 })).toEqual({ step: 'answerer', done: ['department', 'site'] });
  expect(guideState({ ...start, departments: 1, agents: 3, siteKeys: 1 }).step).toBeNull();
});
