// A stream and a database that goes away under it: the reading is in memory, and away when it is told to.
import { expect, test } from 'vitest';
import type { ConversationId, TerminalId, UserId } from '../../../core/protocol/ids.ts';
import { toId } from '../../../core/protocol/ids.ts';
import { handClock } from '../../../testing/factories/hand-clock.ts';
import { DatabaseAway } from '../../platform/db.ts';
import { Followers } from './followers.ts';
import { createHub } from './hub.ts';
import { noMeter } from './meter.ts';
import type { WrittenEntry } from './store-write.ts';
import { openStream } from './stream.ts';

const ann = toId<UserId>('1');
const room = toId<ConversationId>('9');
const epoch = 'e';
const service = (database: boolean) => ({ type: 'service', database }) as const;

function world() {
  const clock = handClock();
  const database = { away: false, head: 0, readings: 0 };
  const read = async <T>(answer: T): Promise<T> => {
    database.readings += 1;
    if (database.away) throw new DatabaseAway('away');
    return answer;
  };
  const routes = { serve: async () => undefined, leave: () => undefined };
  const followers = new Followers({
    routes,
    loadFollowed: () => read([room]),
    loadHeads: () => read(new Map([[room, 5]])),
  });
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const position = () => ({ epoch, head: database.head, minPos: 0 });
  const hub = createHub({ followers, clock, log, loadHeads: (ids) => read(new Map(ids.map((id) => [id, position()]))) });
  const entryAt = (pos: number): WrittenEntry => ({
    userId: ann,
    pos,
    kind: 'read',
    conversationId: room,
    fromSeq: null,
    toSeq: null,
    data: { readSeq: pos },
  });
  const deps = {
    hub,
    followers,
    routes,
    meter: noMeter,
    position: () => read(position()),
    entries: ({ after, upTo }: { after: number; upTo: number }) =>
      read(Array.from({ length: upTo - after }, (_, at) => entryAt(after + 1 + at))),
    history: { ranges: async () => [] },
  };
  const signal = { aborted: false, onabort: null };
  const frames = openStream(deps, { userId: ann, terminalId: toId<TerminalId>('2'), terminalKind: 'WEB', after: 'e.0', signal });
  const next = async () => (await frames.next()).value;
  const channel = () => [...hub.channels(ann)][0];
  return { clock, database, entryAt, next, channel };
}

test('[S25] a stream outlives a database that goes away under its reading: it says so, and then brings what was missed', async () => {
  const { database, next, channel } = world();
  expect(await next()).toEqual({ head: 0 });
  expect(await next()).toEqual({ hint: { conversationId: room, head: 5 } });
  const waiting = next();
  database.away = true;
  database.head = 2;
  channel()?.tell(2, false);
  channel()?.signal(service(false));
  expect(await waiting).toEqual({ signal: service(false) });
  const back = next();
  database.away = false;
  channel()?.signal(service(true));
  expect(await back).toMatchObject({ entries: [{ pos: 1 }, { pos: 2 }] });
  expect(await next()).toEqual({ signal: service(true) });
});

test('[S25] a database that goes away before a stream has read what it follows does not end it; it is read again after a second', async () => {
  const { clock, database, next } = world();
  expect(await next()).toEqual({ head: 0 });
  database.away = true;
  const hinted = next();
  await new Promise(setImmediate);
  const tried = database.readings;
  await clock.pass(999);
  await new Promise(setImmediate);
  expect(database.readings).toBe(tried);
  database.away = false;
  await clock.pass(1);
  expect(await hinted).toEqual({ hint: { conversationId: room, head: 5 } });
});
