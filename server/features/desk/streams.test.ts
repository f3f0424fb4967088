// What an open desk hears of, where it cannot be read at once.
import { expect, test } from 'vitest';
import { type DepartmentId, type TerminalId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { handClock } from '../../../testing/factories/hand-clock.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import { DatabaseAway } from '../../platform/db.ts';
import { Listeners } from './listeners.ts';
import { createStreams } from './streams.ts';

const ADA: Actor = {
  userId: toId<UserId>('1'),
  terminalId: toId<TerminalId>('2'),
  terminalKind: 'WEB',
  power: POWER.none,
  isVisitor: false,
};
const SALES = toId<DepartmentId>('7');
const log = { debug() {}, info() {}, warn() {}, error() {} };

test('[D9] who is removed while the database is away hears nothing as soon as it is back', async () => {
  const clock = handClock();
  const listeners = new Listeners();
  let away = false;
  let isAgent = true;
  const agents = {
    async actorOf() {
      if (away) throw new DatabaseAway('away');
      return { userId: ADA.userId, isVisitor: false, role: isAgent ? ('agent' as const) : null, departmentIds: isAgent ? [SALES] : [] };
    },
    mustBeOfDesk: async () => agents.actorOf(),
    forDesk: async () => new Map(),
    onChanged() {},
  };
  const streams = createStreams({ agents, clock, log, runner: { hold: () => () => {}, onUnanswered: () => {} } }, listeners, {
    compareOffers: async () => {},
  });
  const ended = (await streams.open(ADA, { aborted: false, onabort: null }, { talks: false })).next();
  await expect.poll(() => listeners.size).toBe(1);
  [away, isAgent] = [true, false];
  await streams.follow(ADA.userId);
  await clock.pass(5_000);
  expect(listeners.size).toBe(1);
  away = false;
  await clock.pass(2_000);
  expect(await ended).toEqual({ done: true, value: undefined });
  expect([listeners.size, clock.timers.size]).toEqual([0, 0]);
});
