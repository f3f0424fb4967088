import { expect, test } from 'vitest';
import { CallError } from '../../client/engine/account.ts';
import type { UserId } from '../../core/protocol/ids.ts';
import { HandClock } from '../../testing/client/clock.ts';
import type { Keep, Kept } from './keep.ts';
import { Session } from './session.ts';

/** What one browser keeps, for all its tabs. */
function browser() {
  const kept = new Map<string, string>();
  const listeners: { tab: number; name: string; run: () => void }[] = [];
  const keepOf = (tab: number): Keep => ({
    read: <T>(name: string) => (kept.has(name) ? (JSON.parse(kept.get(name)!) as T) : null),
    write(name, value) {
      if (value === null) kept.delete(name);
      else kept.set(name, JSON.stringify(value));
      for (const each of listeners) if (each.tab !== tab && each.name === name) each.run();
    },
    listen: (name, run) => void listeners.push({ tab, name, run }),
  });
  return { keepOf };
}

type Start = (token: string | null, identity: string | null) => Promise<{ token: string; user: Kept['user'] }>;

const user = (id: string): Kept['user'] =>
  ({ id: id as UserId, handle: null, name: `Visitor ${id}`, avatarUrl: null, kind: 'VISITOR' }) as Kept['user'];

function setUp(given: Partial<{ start: Start; now: () => number; keep: Keep; enforced: boolean }> = {}) {
  const clock = new HandClock();
  const asked: (readonly [string | null, string | null])[] = [];
  let needed = 0;
  let made = 0;
  const usual: Start = async (token) => {
    made += 1;
    return { token: `t${made}`, user: user(token === null ? `10${made}` : '101') };
  };
  const start: Start = (...args) => {
    asked.push(args);
    return (given.start ?? usual)(...args);
  };
  const session = new Session({
    site: '7',
    keep: given.keep ?? browser().keepOf(1),
    calls: { start },
    now: given.now ?? (() => clock.now()),
    after: (ms, run) => clock.after(ms, run),
    ends: () => given.enforced ?? false,
    needsIdentity: () => {
      needed += 1;
    },
  });
  return { session, asked, clock, needed: () => needed };
}

test('[widget] nobody is made before there is something to say, and then one alone', async () => {
  const { session, asked } = setUp();
  expect([session.cell.get().state, session.authorization(), asked]).toEqual(['none', null, []]);
  const both = await Promise.all([session.ensure(), session.ensure()]);
  expect([asked.length, both[0], session.authorization()]).toEqual([1, both[1], 'Bearer t1']);
  await session.ensure();
  expect(asked.length).toBe(1);
});

test('[widget] two tabs of one browser are one visitor, and each uses the newest token', async () => {
  const { keepOf } = browser();
  const one = setUp({ keep: keepOf(1) });
  const other = setUp({ keep: keepOf(2) });
  await one.session.ensure();
  expect(other.session.cell.get()).toEqual(one.session.cell.get());
  await other.session.identify('jwt');
  expect(one.session.authorization()).toBe(other.session.authorization());
  expect(one.session.cell.get()).toMatchObject({ state: 'in', kept: { identified: true } });
});

test('[widget] a session that is refused takes what another tab has begun, else is begun anew with the old token', async () => {
  const { keepOf } = browser();
  const keep = keepOf(1);
  const { session, asked } = setUp({ keep });
  await session.ensure();
  // Written without a word: the storage event comes later than the refusal.
  const silent: Kept = { token: 'newer', user: user('101'), identified: false, at: 0 };
  keep.write('session', silent);
  await session.refused();
  expect([asked.length, session.authorization()]).toEqual([1, 'Bearer newer']);
  await session.refused();
  expect(asked.at(-1)).toEqual(['newer', null]);
});

test('[widget] where only the site can say who it is, it is asked; its next word goes on', async () => {
  let good = false;
  const start: Start = async (_token, identity) => {
    if (!good || identity === null) throw new CallError('UNAUTHENTICATED');
    return { token: 't', user: user('5') };
  };
  const { session, needed } = setUp({ start });
  await expect(session.ensure()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect([session.cell.get().state, needed()]).toEqual(['ended', 1]);
  good = true;
  await session.identify('jwt');
  expect(session.cell.get()).toMatchObject({ state: 'in', kept: { token: 't', identified: true } });
});

test('[widget] a word of the site that is not good asks for another, and ends no session that stands', async () => {
  const start: Start = async (token, identity) => {
    if (identity === 'forged') throw new CallError('UNAUTHENTICATED');
    return { token: `${token}+`, user: user('5') };
  };
  const { session, needed } = setUp({ start });
  await session.ensure();
  const before = session.cell.get();
  await expect(session.identify('forged')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect([session.cell.get(), needed(), session.authorization()]).toEqual([before, 1, 'Bearer null+']);
  await session.refused();
  expect(session.cell.get()).toMatchObject({ state: 'in', kept: { identified: false } });
});

test('[widget] a token is renewed once a day, and kept when the server does not answer', async () => {
  const keep = browser().keepOf(1);
  keep.write('session', { token: 'old', user: user('101'), identified: false, at: 0 });
  const young = setUp({ keep, now: () => 3_600_000 });
  expect(young.asked).toEqual([]);
  const away = setUp({ keep, now: () => 90_000_000, start: () => Promise.reject(new CallError('OFFLINE')) });
  await new Promise((resolve) => setTimeout(resolve));
  expect([away.asked, away.session.authorization()]).toEqual([[['old', null]], 'Bearer old']);
  const old = setUp({ keep, now: () => 90_000_000 });
  await new Promise((resolve) => setTimeout(resolve));
  expect([old.asked, old.session.authorization()]).toEqual([[['old', null]], 'Bearer t1']);
});

/** Signed by nobody: of it only the end is read here. */
const wordUntil = (exp: number) => `x.${btoa(JSON.stringify({ exp: exp / 1_000 }))}.x`;

test('[widget] the site is asked once who this is, however often it is tried, and again when the visitor wants it or its word is not good', async () => {
  const { session, asked, needed } = setUp({ start: () => Promise.reject(new CallError('UNAUTHENTICATED')) });
  for (let n = 0; n < 3; n += 1) await expect(session.ensure()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await session.refused();
  expect([asked.length, needed()]).toEqual([1, 1]);
  await session.again();
  expect([asked.length, needed()]).toEqual([2, 2]);
  await expect(session.identify('old')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect([session.cell.get().state, needed()]).toEqual(['ended', 3]);
});

test('[widget] where the session ends with it the site is asked for a new word before the old one runs out', async () => {
  for (const enforced of [true, false]) {
    const { session, clock, needed } = setUp({ enforced });
    const begun = clock.now();
    await session.identify(wordUntil(begun + 600_000));
    await clock.pass(539_000);
    expect(needed()).toBe(0);
    await clock.pass(2_000);
    expect(needed()).toBe(enforced ? 1 : 0);
    await session.identify(wordUntil(begun + 1_200_000));
    await clock.pass(400_000);
    expect([needed(), session.cell.get().state]).toEqual([enforced ? 1 : 0, 'in']);
  }
});
