import { expect, test } from 'vitest';
import { HandClock } from '../../../testing/client/clock.ts';
import type { StreamEnd, StreamHandlers } from '../../engine/ports.ts';
import type { OtherWay } from '../way-memory.ts';
import { createWays } from '../ways.ts';
import { createChooser, PROBE } from './chooser.ts';

type Way = 'socket' | OtherWay;
/** What a way does when it is opened: it ends, says nothing, or says the head; or it waits for the test. */
type Manner = 'ends' | 'silent' | 'speaks';

function setUp(remembered: OtherWay | null = null) {
  const clock = new HandClock();
  const manners: Record<Way, Manner> = { socket: 'speaks', events: 'speaks', poll: 'speaks' };
  const opened: Way[] = [];
  const world = { http: true, sockets: false, fetched: 0, memory: remembered, probes: 0, online: () => {} };
  const last: { handlers: StreamHandlers | null; standing: Set<Way> } = { handlers: null, standing: new Set() };
  const way = (name: Way) => ({
    open(_after: string | null, handlers: StreamHandlers) {
      opened.push(name);
      last.handlers = handlers;
      const callOff = clock.after(10, () => {
        if (manners[name] === 'ends') handlers.ended('lost');
        else if (manners[name] === 'speaks') {
          last.standing.add(name);
          handlers.opened();
          handlers.frame({ head: 1 });
        }
      });
      return {
        close() {
          callOff();
          last.standing.delete(name);
        },
      };
    },
  });
  const memory = {
    read: () => world.memory,
    keep(kept: OtherWay) {
      world.memory = kept;
    },
    forget() {
      world.memory = null;
    },
  };
  const socket = way('socket');
  const chooser = () =>
    createChooser({
      ways: { socket, events: way('events'), poll: way('poll') },
      memory,
      clock,
      reaches: async () => world.http,
      async letsSocketsIn() {
        world.probes += 1;
        return world.sockets;
      },
      onOnline(listener) {
        world.online = listener;
      },
    });
  const ways = createWays({
    socket,
    memory,
    clock,
    async fetchOthers() {
      world.fetched += 1;
      if (!world.http) throw new Error('no network');
      return chooser();
    },
  });
  const ends: StreamEnd[] = [];
  let heads = 0;
  const open = () =>
    ways.open('e.1', {
      opened() {},
      frame() {
        heads += 1;
      },
      ended: (why) => void ends.push(why),
    });
  return { clock, manners, opened, world, last, ends, open, heads: () => heads, standing: () => [...last.standing] };
}

test('[ways] a socket that works is all there is: nothing else is fetched', async () => {
  const { clock, opened, world, open, heads } = setUp();
  open();
  await clock.pass(3_600_000);
  expect([opened, world.fetched, world.probes, heads()]).toEqual([['socket'], 0, 0, 1]);
});

test('[ways] two sockets that are refused while HTTP works: server-sent events, at once and without a word', async () => {
  const { clock, manners, opened, world, ends, open, standing } = setUp();
  manners.socket = 'ends';
  open();
  await clock.pass(1_000);
  expect([opened, standing(), ends, world.memory]).toEqual([['socket', 'socket', 'events'], ['events'], [], 'events']);
});

test('[ways] a socket that says nothing for 10 s while HTTP works is enough', async () => {
  const { clock, manners, opened, ends, open } = setUp();
  manners.socket = 'silent';
  open();
  await clock.pass(10_100);
  expect([opened, ends]).toEqual([['socket', 'events'], []]);
});

test('[ways] server-sent events whose first frame does not come within 10 s: long polling', async () => {
  const { clock, manners, opened, ends, open, standing, world } = setUp();
  manners.socket = 'ends';
  manners.events = 'silent';
  open();
  await clock.pass(11_000);
  expect([opened, standing(), ends, world.memory]).toEqual([['socket', 'socket', 'events', 'poll'], ['poll'], [], 'poll']);
});

test('[ways] without a network nothing is concluded: the stream is lost, and the next one begins with the socket', async () => {
  const { clock, manners, opened, world, ends, open } = setUp();
  manners.socket = 'ends';
  world.http = false;
  for (let n = 0; n < 4; n += 1) {
    open();
    await clock.pass(1_000);
  }
  expect([opened, ends]).toEqual([Array(4).fill('socket'), Array(4).fill('lost')]);
  world.http = true;
  manners.socket = 'speaks';
  open();
  await clock.pass(1_000);
  expect([opened.length, ends.length, world.memory]).toEqual([5, 4, null]);
});

test('[ways] where no way carries anything the stream is lost, and all begins again', async () => {
  const { clock, manners, opened, ends, open } = setUp();
  Object.assign(manners, { socket: 'ends', events: 'ends', poll: 'ends' });
  open();
  await clock.pass(1_000);
  expect([opened, ends]).toEqual([['socket', 'socket', 'events', 'poll'], ['lost']]);
  manners.socket = 'speaks';
  open();
  await clock.pass(100);
  expect(opened.at(-1)).toBe('socket');
});

test('[ways] what the last page came by is where the next one begins', async () => {
  const { clock, opened, open } = setUp('poll');
  open();
  await clock.pass(1_000);
  expect(opened).toEqual(['poll']);
});

test('[ways] the socket is looked for after a minute, then ever more seldom, every ten minutes at last', async () => {
  const { clock, manners, world, open } = setUp('events');
  manners.socket = 'ends';
  open();
  const at: number[] = [];
  const begun = clock.now();
  while (at.length < 6) {
    const before = world.probes;
    await clock.pass(1_000);
    if (world.probes > before) at.push(Math.round((clock.now() - begun) / 60_000));
  }
  expect(at).toEqual([1, 3, 7, 15, 25, 35]);
  world.online();
  await clock.pass(0);
  expect(world.probes).toBe(7);
});

test('[ways] where a socket is let in again the stream asks for another one, and that is a socket', async () => {
  const { clock, world, ends, open, opened, standing } = setUp('events');
  world.sockets = true;
  const first = open();
  await clock.pass(PROBE.firstMs + 100);
  expect([ends, standing()]).toEqual([['again'], []]);
  first.close();
  open();
  await clock.pass(100);
  expect([opened, world.memory]).toEqual([['events', 'socket'], null]);
});

test('[ways] a socket that is let in and then carries nothing leads back after one failure', async () => {
  const { clock, manners, world, open, opened } = setUp('events');
  manners.socket = 'silent';
  world.sockets = true;
  open();
  await clock.pass(PROBE.firstMs + 100);
  manners.socket = 'ends';
  open();
  await clock.pass(1_000);
  expect(opened).toEqual(['events', 'socket', 'events']);
});

test('[ways] a stream that stood and ends tells why, and one that is closed is not tried by another way', async () => {
  const { clock, manners, last, ends, open, opened } = setUp();
  open();
  await clock.pass(100);
  last.handlers?.ended('signedOut');
  manners.socket = 'ends';
  open().close();
  await clock.pass(60_000);
  const refused = open();
  await clock.pass(20);
  refused.close();
  await clock.pass(60_000);
  expect([ends, opened]).toEqual([['signedOut'], ['socket', 'socket', 'socket']]);
});
