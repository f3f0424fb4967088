// The numbers beside the lists, against what the server counts.
import { expect, test } from 'vitest';
import { type DepartmentId, toId } from '../../../core/protocol/ids.ts';
import { type DeskWorld, deskWorld, ME, ORDERS } from '../../../testing/client/desk-hand.ts';

const key = (view: 'mine' | 'queue' | 'all' | 'snoozed') => ({ view, departmentId: null });
const [MINE, QUEUE, ALL, SNOOZED] = [key('mine'), key('queue'), key('all'), key('snoozed')];
const KEYS = [MINE, QUEUE, ALL, SNOOZED];
const ELSEWHERE = { ...ORDERS, id: toId<DepartmentId>('51'), name: 'Returns' };
/** Longer than any count that is a guess waits for the next. */
const COUNTED_MS = 25_000;

const shown = ({ desk }: DeskWorld) => KEYS.map((each) => desk.count(each));
const counted = ({ hand }: DeskWorld) => KEYS.map((each) => hand.count(each));

test('[desk] right after the desk has come all open are counted once, whichever answer comes first', async () => {
  for (const slowMs of [0, 40]) {
    const world = await deskWorld();
    const { desk, hand, settle } = world;
    hand.add({ state: 'ACTIVE', assignee: ME });
    hand.add();
    hand.add();
    // The counts come before the pages, as after the first load.
    desk.actions.refresh();
    await settle(20);
    hand.slowMs = slowMs;
    desk.actions.show(MINE);
    desk.actions.show(QUEUE);
    await settle(50);
    expect(shown(world)).toEqual([1, 2, 3, 0]);
  }
});

test('[desk] of lists too long to be held the numbers follow frames, of tickets that are held or not, known or new', async () => {
  const world = await deskWorld();
  const { desk, hand, settle } = world;
  const all = Array.from({ length: 250 }, () => hand.add());
  desk.actions.show(QUEUE);
  await settle();
  expect(shown(world)).toEqual([0, 250, 250, 0]);
  hand.push({ ticket: hand.add() });
  expect(shown(world)).toEqual([0, 251, 251, 0]);
  const [held, far] = [all[0]!, all.at(-1)!];
  hand.push({ ticket: hand.set({ ...held, state: 'ACTIVE', assignee: ME, version: 2 }) });
  expect(shown(world)).toEqual([1, 250, 251, 0]);
  // One that nobody held: where it came from only the server knows.
  hand.push({ ticket: hand.set({ ...far, state: 'SNOOZED', version: 2 }) });
  expect(desk.count(ALL)).toBe(251);
  await settle(COUNTED_MS);
  expect(shown(world)).toEqual(counted(world));
});

test('[desk] a ticket that leaves for a department that is not mine is in none of my numbers; mine stays mine', async () => {
  const world = await deskWorld();
  const { desk, hand, settle } = world;
  const [first, second] = [hand.add(), hand.add({ state: 'ACTIVE', assignee: ME })];
  desk.actions.show(QUEUE);
  desk.actions.show(MINE);
  await settle();
  expect(shown(world)).toEqual([1, 1, 2, 0]);
  for (const ticket of [first, second]) hand.push({ ticket: hand.set({ ...ticket, department: ELSEWHERE, version: 2 }) });
  expect(shown(world)).toEqual([1, 0, 0, 0]);
  expect(desk.list(QUEUE).tickets).toEqual([]);
  expect(shown(world)).toEqual(counted(world));
});

test('[desk] a supervisor counts the tickets of all departments', async () => {
  const world = await deskWorld();
  const { desk, hand, settle } = world;
  hand.role = 'supervisor';
  hand.add({ department: ELSEWHERE });
  desk.actions.refresh();
  desk.actions.show(QUEUE);
  await settle();
  expect(shown(world)).toEqual([0, 1, 1, 0]);
});

test('[desk] after a reconnect the numbers are right, and rows that left a long list meanwhile are gone', async () => {
  const world = await deskWorld();
  const { desk, hand, settle } = world;
  const all = Array.from({ length: 250 }, () => hand.add());
  desk.actions.show(ALL);
  await settle();
  desk.actions.more(ALL);
  await settle();
  hand.cut();
  const gone = [all.at(-1)!, all[100]!];
  for (const ticket of gone) hand.set({ ...ticket, state: 'RESOLVED', version: 2 });
  await settle(COUNTED_MS);
  expect(shown(world)).toEqual(counted(world));
  const rows = new Set(desk.list(ALL).tickets.map(({ id }) => id));
  expect(gone.filter(({ id }) => rows.has(id))).toEqual([]);
  expect(rows.size).toBe(200);
});

test('[desk] a count that was under way while tickets moved is made again', async () => {
  const world = await deskWorld();
  const { desk, hand, settle } = world;
  const tickets = [hand.add(), hand.add(), hand.add()];
  desk.actions.show(QUEUE);
  await settle();
  hand.slowMs = 500;
  desk.actions.refresh();
  for (const ticket of tickets) hand.push({ ticket: hand.set({ ...ticket, state: 'RESOLVED', version: 2 }) });
  hand.push({ ticket: hand.add() });
  await settle(COUNTED_MS);
  expect(shown(world)).toEqual([0, 1, 1, 0]);
});

test('[desk] on a busy desk nobody counts more often than each ten seconds', async () => {
  const { desk, hand, settle } = await deskWorld();
  for (let i = 0; i < 150; i += 1) hand.add();
  desk.actions.show(QUEUE);
  await settle();
  hand.asked.length = 0;
  for (let second = 0; second < 60; second += 1) {
    hand.push({ ticket: hand.add() });
    await settle(1_000);
  }
  expect(hand.asked.filter((name) => name === 'tickets').length).toBeLessThanOrEqual(6 * KEYS.length);
});

const STATES = ['WAITING', 'OFFERED', 'ACTIVE', 'PENDING', 'SNOOZED', 'RESOLVED'] as const;

/** What the server does to a ticket, and tells the desk, where it hears. */
function happen({ hand, clock: { random } }: DeskWorld): void {
  const tickets = hand.all();
  const one = tickets[Math.floor(random() * tickets.length)];
  if (!one || random() < 0.3) {
    hand.push({ ticket: hand.add() });
    return;
  }
  const version = one.version + 1;
  if (random() < 0.15) {
    hand.push({ ticket: hand.set({ ...one, department: random() < 0.5 ? ELSEWHERE : ORDERS, version }) });
    return;
  }
  const state = STATES[Math.floor(random() * STATES.length)] ?? 'WAITING';
  const assignee = state === 'ACTIVE' && random() < 0.3 ? ME : null;
  hand.push({ ticket: hand.set({ ...one, state, assignee, version }) });
}

test('[desk] in a long run with cuts and slow answers the numbers come back to what the server counts', async () => {
  for (const seed of [1, 2, 3]) {
    const world = await deskWorld(seed);
    const { desk, hand, settle, clock } = world;
    for (let i = 0; i < 180; i += 1) hand.add();
    desk.actions.show(QUEUE);
    desk.actions.show(MINE);
    for (let round = 0; round < 20; round += 1) {
      hand.slowMs = clock.random() < 0.5 ? 0 : 300;
      for (let i = 0; i < 15; i += 1) {
        happen(world);
        await settle(clock.random() * 400);
      }
      if (clock.random() < 0.2) hand.cut();
      if (clock.random() < 0.3) desk.actions.more(QUEUE);
      await settle(COUNTED_MS);
      expect(shown(world)).toEqual(counted(world));
    }
  }
});
