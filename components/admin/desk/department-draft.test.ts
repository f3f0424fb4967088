import { expect, test } from 'vitest';
import { departmentSettings } from '../../../core/protocol/desk-settings.ts';
import { updateDepartmentInput } from '../../../core/protocol/desk-setup-commands.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireDepartmentSetup } from '../../../core/protocol/wire-setup.ts';
import { type DepartmentDraft, draftOf, mergeDrafts, settingOf, timeFault } from './department-draft.ts';

const department: WireDepartmentSetup = {
  id: '11' as DepartmentId,
  name: 'Sales',
  strategy: 'leastLoaded',
  hours: null,
  settings: departmentSettings.parse({ autoResolveMs: 259_200_000 }),
  open: true,
  opensAt: null,
  waiting: 0,
  tickets: 0,
  agents: 0,
  version: 3,
};
const taken = (draft: DepartmentDraft) => updateDepartmentInput.safeParse({ departmentId: '11', version: 3, ...settingOf(draft) });

test('[desk set-up] what was not touched is saved as it was', () => {
  const draft = draftOf(department);
  expect(settingOf(draft)).toEqual({ name: 'Sales', strategy: 'leastLoaded', hours: null, settings: department.settings });
  expect(taken(draft).success).toBe(true);
});

test('[desk set-up] what is switched on has a usual time that the server takes; off it is nothing', () => {
  const draft = draftOf(department);
  const on = (on: boolean) =>
    Object.fromEntries(Object.entries(draft.times).map(([name, { time }]) => [name, { on, time }])) as DepartmentDraft['times'];
  const all = { ...draft, times: on(true), overflowTo: '12' as DepartmentId };
  expect(taken(all).success).toBe(true);
  expect(settingOf(all)?.settings).toMatchObject({
    targets: { firstAnswerMs: 300_000, resolutionMs: 86_400_000 },
    overflowTo: '12',
    overflowAfterMs: 300_000,
  });
  const none = settingOf({ ...draft, times: { ...on(false), offer: draft.times.offer }, overflowTo: '12' as DepartmentId })?.settings;
  expect(none).toMatchObject({ targets: { firstAnswerMs: null, resolutionMs: null }, overflowTo: null, stickyMs: 0, autoResolveMs: null });
});

test('[desk set-up] skills that a department asks for are saved as they were chosen', () => {
  const skills = [{ skill: 'Spanish', level: 2, required: true }];
  const draft = { ...draftOf(department), skills };
  expect(settingOf(draft)?.settings.skills).toEqual(skills);
  expect(taken(draft).success).toBe(true);
  expect(taken({ ...draft, skills: [...skills, ...skills] }).success).toBe(false);
});

test('[desk set-up] a time that is out of bounds or none is told with its bounds, and nothing is saved', () => {
  const draft = draftOf(department);
  const withOffer = (count: string): DepartmentDraft => ({
    ...draft,
    times: { ...draft.times, offer: { on: true, time: { count, unit: 'second' } } },
  });
  for (const count of ['4', '601', '', 'soon']) {
    expect(timeFault(withOffer(count), 'offer')).toEqual({ least: 5_000, most: 600_000 });
    expect(settingOf(withOffer(count))).toBeNull();
  }
  expect(timeFault(withOffer('5'), 'offer')).toBeUndefined();
  expect(settingOf({ ...draft, name: ' ' })).toBeNull();
});

test('[desk set-up] read again after somebody else has changed it, what was changed here stays and the rest is theirs', () => {
  const base = draftOf(department);
  const time = (count: string) => ({ on: true, time: { count, unit: 'second' } as const });
  const mine = { ...base, name: 'Sales and more', away: { ...base.away, en: 'Back soon' }, times: { ...base.times, offer: time('45') } };
  const theirs: DepartmentDraft = {
    ...base,
    name: 'Shop',
    strategy: 'roundRobin',
    away: { en: 'Closed', zh: '已下班' },
    times: { ...base.times, offer: time('60'), stickyWait: time('9') },
  };
  expect(mergeDrafts(base, mine, theirs)).toEqual({
    ...theirs,
    name: 'Sales and more',
    away: { en: 'Back soon', zh: '已下班' },
    times: { ...theirs.times, offer: time('45') },
  });
});
