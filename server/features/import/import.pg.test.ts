// Imports on a real database, as the command runs them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { readArguments } from '../../commands/import/arguments.ts';
import { runImport } from '../../commands/import/run.ts';
import { readSources } from '../../commands/import/sources.ts';
import { createImport } from './index.ts';
import type { Filled } from './types.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let viewer: UserId;
let other: UserId;
const folder = mkdtempSync(join(tmpdir(), 'parley-import-'));
const IRC =
  '[23:58] <Ubuntu> hello\n[23:58] <ubuntu>  and you\n=== bob joins\n[00:01] * Ubuntu waves\n[00:02] <bob> \n[00:02] <bob> 结束 🙂\n';

beforeAll(async () => {
  world = await chatWorld();
  const [actor, second] = await world.people(2);
  viewer = actor?.userId ?? viewer;
  other = second?.userId ?? other;
  writeFileSync(join(folder, '2006-06-01.raw.txt'), IRC);
  writeFileSync(join(folder, '2006-06-03.raw.txt'), '[10:00] <bob> next day\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a run reports. `stopAfter`: lines after which it is told to stop. */
async function run(args: string[], stopAfter = Number.POSITIVE_INFINITY, viewerId = viewer) {
  const told = { failed: [] as string[], leftOut: [] as number[], filled: [] as Filled[] };
  const stop = new AbortController();
  let stored = 0;
  const report = {
    failed: (what: string, reason: string) => void told.failed.push(`${what}: ${reason}`),
    leftOut: (_file: string, fault: { line: number }) => void told.leftOut.push(fault.line),
    begin: () => {},
    stored: (lines: number) => {
      stored += lines;
      if (stored >= stopAfter) stop.abort();
    },
    filled: (result: Filled) => void told.filled.push(result),
    end: () => true,
  };
  const importer = createImport({ db: world.db, ids: world.ids, timeline: world.timeline });
  await runImport({ importer, viewerId, sources: readSources(readArguments(args), report), report, signal: stop.signal });
  return told;
}

async function logOf(title: string): Promise<{ id: ConversationId; events: WireEvent[] }> {
  const { conversations } = await world.conversations.snapshot(viewer);
  const id = conversations.find((conversation) => conversation.title === title || conversation.peer?.name === title)?.id as ConversationId;
  const { events } = await world.history.page(viewer, { conversationId: id, before: null, after: 0, limit: 500 });
  return { id, events };
}

test('[S10] [S16] the files of a channel become one group: order, texts, times; notices do not count; all of it is read', async () => {
  const told = await run(['--format', 'irc', '--channel', 'tea', folder]);
  expect(told).toEqual({ failed: [], leftOut: [5], filled: [{ messages: 5, notices: 1, known: 0, faults: [] }] });
  const { id, events } = await logOf('tea');
  expect(events.map(({ kind, text }) => [kind, text])).toEqual([
    ['join', null],
    ['message', 'hello'],
    ['message', ' and you'],
    ['notice', '=== bob joins'],
    ['message', 'waves'],
    ['message', '结束 🙂'],
    ['message', 'next day'],
  ]);
  expect(events.map((event) => event.createdAt.slice(0, 16))).toEqual([
    ...['2006-06-01T23:58', '2006-06-01T23:58', '2006-06-01T23:58', '2006-06-01T23:58'],
    ...['2006-06-02T00:01', '2006-06-02T00:02', '2006-06-03T10:00'],
  ]);
  expect(events[4]?.data).toEqual({ mentions: [], mentionsAll: false, action: true });
  const members = await world.conversations.members(viewer, { conversationId: id, first: 100, after: null });
  expect(members.map((member) => member.user.name).sort()).toEqual(['Ubuntu', 'User 000001', 'bob', 'ubuntu'].sort());
  expect(members.find((member) => member.user.id === viewer)?.role).toBe('OWNER');
  for (const { user } of members) expect((await world.conversations.get(user.id, id)).unread).toBe(0);
});

test('[S15] a second run adds nothing, one after a stop goes on where it ended', async () => {
  const before = await logOf('tea');
  const told = await run(['--format', 'irc', '--channel', 'tea', folder]);
  expect(told.filled).toEqual([{ messages: 5, notices: 1, known: 6, faults: [] }]);
  expect(await logOf('tea')).toEqual(before);

  const many = Array.from({ length: 450 }, (_, n) => `[10:00] <u${n % 7}> line ${n}`);
  const file = join(folder, 'many.log');
  writeFileSync(file, many.join('\n'));
  const args = ['--format', 'irc', '--date', '2020-01-01', '--per-file', file];
  expect((await run(args, 200)).failed).toEqual(['stopped: run it again to go on from here']);
  expect((await logOf('many.log')).events).toHaveLength(201);
  expect((await run(args)).filled).toEqual([{ messages: 450, notices: 0, known: 200, faults: [] }]);
  expect((await logOf('many.log')).events.slice(1).map((event) => event.text)).toEqual(Array.from({ length: 450 }, (_, n) => `line ${n}`));
});

test('[S10] a talk becomes a direct conversation in which the viewer is the agent', async () => {
  const file = join(folder, 'talks.jsonl');
  const turns = ['hi', 'how can I help?', 'tea'].map((text, turn) => ({ role: turn === 1 ? 'agent' : 'customer', text }));
  writeFileSync(file, `${JSON.stringify({ id: 'a', topic: 'Tea', turns })}\nbroken\n`);
  const told = await run(['--format', 'jsonl', file]);
  expect(told).toEqual({ failed: [], leftOut: [2], filled: [{ messages: 3, notices: 0, known: 0, faults: [] }] });
  const { events } = await logOf('Customer 1 (Tea)');
  expect(events.slice(1).map((event) => [event.text, event.senderId === viewer, event.createdAt])).toEqual([
    ['hi', false, '2000-01-01T00:00:00.000Z'],
    ['how can I help?', true, '2000-01-01T00:00:01.000Z'],
    ['tea', false, '2000-01-01T00:00:02.000Z'],
  ]);
});

test('[limits] a channel of more people than a group holds, and a file without a date, are refused with the reason', async () => {
  const file = join(folder, 'crowd.log');
  writeFileSync(file, Array.from({ length: LIMITS.groupMembers }, (_, n) => `[10:00] <u${n}> x`).join('\n'));
  const told = await run(['--format', 'irc', '--date', '2020-01-01', file]);
  expect(told.failed[0]).toContain(`has ${LIMITS.groupMembers} people: a group has at most ${LIMITS.groupMembers} members`);
  expect((await run(['--format', 'irc', file])).failed[0]).toContain('has no date in its name');
  expect((await run(['--format', 'irc', join(folder, 'missing')])).failed[0]).toContain('ENOENT');
});

test('[S6] [S16] a channel of more than 500 people is a large group, read by all of them; who is new in it joins', async () => {
  const nicks = Array.from({ length: LIMITS.writeFanOutMembers }, (_, n) => `[10:00] <u${n}> x`);
  const file = join(folder, 'plaza.log');
  writeFileSync(file, nicks.join('\n'));
  const args = ['--format', 'irc', '--date', '2020-01-01', '--channel', 'plaza', file];
  expect((await run(args)).failed).toEqual([]);
  writeFileSync(file, [...nicks, '[10:01] <latecomer> hello'].join('\n'));
  expect(await run(args)).toMatchObject({ failed: [], filled: [{ messages: nicks.length + 1, known: nicks.length }] });
  const { id } = await logOf('plaza');
  const { rows } = await world.db.pool.query(
    `select c.fan_out, c.member_count, (select count(*)::int from entry where conversation_id = c.id and kind = 1) as entries,
       (select count(*)::int from member m where m.conversation_id = c.id and m.read_seq <> c.head) as behind from conversation c where id = $1`,
    [id],
  );
  expect(rows).toEqual([{ fan_out: 2, member_count: nicks.length + 2, entries: 0, behind: 0 }]);
});

test('[S15] another viewer adds themselves to a group and no line; a talk stays with its agent', async () => {
  const before = (await logOf('tea')).events;
  const told = await run(['--format', 'irc', '--channel', 'tea', folder], undefined, other);
  expect(told.filled).toEqual([{ messages: 5, notices: 1, known: 6, faults: [] }]);
  const after = (await logOf('tea')).events;
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)).toMatchObject({ kind: 'join', data: { userIds: [other], byId: null } });

  const talks = await run(['--format', 'jsonl', join(folder, 'talks.jsonl')], undefined, other);
  expect(talks.failed).toEqual([expect.stringContaining('another viewer')]);
  const { conversations } = await world.conversations.snapshot(other);
  expect(conversations.filter((conversation) => conversation.kind === 'DIRECT')).toEqual([]);
});

test('[S15] who left is not brought back; a line with another text is told, and the rest goes on', async () => {
  const { id } = await logOf('tea');
  await world.conversations.leave(other, { conversationId: id });
  const { events } = await logOf('tea');
  await run(['--format', 'irc', '--channel', 'tea', folder], undefined, other);
  expect((await logOf('tea')).events).toEqual(events);

  writeFileSync(join(folder, '2006-06-03.raw.txt'), '[10:00] <bob> changed\n[10:01] <bob> new\n');
  const told = await run(['--format', 'irc', '--channel', 'tea', folder]);
  expect(told).toMatchObject({ failed: [], leftOut: [5, 1], filled: [{ messages: 5, known: 5 }] });
  expect((await logOf('tea')).events.slice(events.length).map((event) => event.text)).toEqual(['new']);
});
