// The web client's own engine and calls against a real server with its limits on. Client and limits share a clock that runs
// twenty times as fast as ours; that of the limits stands still until something is refused, however slow this machine is.
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createChat } from '../../client/engine/chat.ts';
import type { Clock } from '../../client/engine/device.ts';
import { createCalls } from '../../client/transport/call.ts';
import { createChatPort } from '../../client/transport/chat.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import { RATES } from '../../core/protocol/rates.ts';
import { memoryLimiter } from '../../server/platform/rates/memory-limiter.ts';
import { chatWorld } from '../factories/chat.ts';
import { edgeOver } from '../factories/edge.ts';
import { testLimits } from '../factories/limits.ts';
import { Disk } from './disk.ts';

const SPEED = 20;
const MESSAGES = RATES.send.user.burst + 200;

let world: Awaited<ReturnType<typeof chatWorld>>;
let host = '';
/** When the first refusal of a test came. */
let since: number | null = null;
let before = 0;
const log = { debug() {}, info() {}, warn() {}, error() {} };

beforeAll(async () => {
  world = await chatWorld();
  const limits = testLimits(memoryLimiter(() => before + (since === null ? 0 : (performance.now() - since) * SPEED)));
  host = (await edgeOver(world, log, { limits })).host;
});
afterEach(() => {
  vi.unstubAllGlobals();
  before += since === null ? 0 : (performance.now() - since) * SPEED;
  since = null;
});

const clock: Clock = {
  now: () => performance.now() * SPEED,
  after(ms, run) {
    const timer = setTimeout(run, ms / SPEED);
    return () => clearTimeout(timer);
  },
  paint: (run) => clock.after(0, run),
  random: Math.random,
};

/** A browser's page of somebody, without pushes. How often each status came, in `statuses`. */
async function page(handle: string) {
  const input = { handle, name: handle, email: `${handle}@example.org`, password: 'correct horse battery', device: null, invitation: null };
  const { actor, token, user } = await world.accounts.signUp(input, { address: '', userAgent: '' });
  const real = fetch;
  const statuses = new Map<number, number>();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const headers = { ...(init.headers as Record<string, string>), cookie: `parley_session=${token}`, origin: `http://${host}` };
    const answer = await real(new URL(url, `http://${host}`), { ...init, headers });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status === 429) since ??= performance.now();
    return answer;
  });
  const chat = createChat({
    me: user,
    port: createChatPort(createCalls()),
    stream: { open: () => ({ close() {} }) },
    storage: new Disk().open(actor.userId),
    tabs: { start: ({ role }) => queueMicrotask(() => role('leads')), post() {}, take() {}, close() {} },
    clock,
    newId: () => crypto.randomUUID(),
    signals: { online: () => true, listen: () => () => undefined },
  });
  return { actor, chat, statuses };
}

test('[limits] [S11] [S15] what is written beyond the limit at once arrives by itself: all of it, in order, once', async () => {
  const { actor, chat, statuses } = await page('ann');
  const room = await world.group(actor);
  chat.actions.openLog(room);
  await expect.poll(() => chat.conversation(room), { timeout: 10_000 }).toBeDefined();
  const written = Array.from({ length: MESSAGES }, (_, i) => `text ${i}`);
  for (const text of written) chat.actions.send(room, { replyToSeq: null, mentionUserIds: [], mentionAll: false, text });
  const last = async () => (await world.conversations.get(actor.userId, room)).head;
  await expect.poll(last, { timeout: 25_000, interval: 50 }).toBe(MESSAGES + 1);
  const held = await world.history.page(actor.userId, { conversationId: room, after: 1, before: null, limit: LIMITS.pageRows });
  expect(held.events.map(({ text }) => text)).toEqual(written);
  await expect.poll(() => chat.unkept()).toBe(false);
  expect(statuses.get(429)).toBeGreaterThan(0);
  await chat.close();
});

test('[limits] searches beyond the limit are all answered', async () => {
  const { chat, statuses } = await page('ben');
  const asked = RATES.search.user.burst + 50;
  const found = await Promise.all(Array.from({ length: asked }, () => chat.actions.findUsers('ben')));
  expect(found.map((users) => users.map(({ handle }) => handle))).toEqual(Array.from({ length: asked }, () => ['ben']));
  expect(statuses.get(429)).toBeGreaterThan(0);
  await chat.close();
});
