// What every carrier of the bus has to do, told as tests: the same for one in memory, for Redis and for a cluster of it.
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { toId, type UserId } from '../../core/protocol/ids.ts';
import type { WireSignal } from '../../core/protocol/wire.ts';
import { type News, NO_DESK_NEWS, shardOf } from '../../server/platform/bus/message.ts';
import { meet, type TestBus, testBusOver } from './instances.ts';
import type { Carrier } from './memory-carrier.ts';

const LOST = 'lost';
type Word = News | typeof LOST;

interface Instance extends TestBus {
  readonly words: Word[];
  /** Resolves when it has heard such a thing, before or after. */
  until(is: (word: Word) => boolean): Promise<void>;
}

function openInstance(carrier: Carrier, installation: string): Instance {
  const one = testBusOver(carrier, installation);
  onTestFinished(() => one.bus.close());
  const words: Word[] = [];
  const waiting = new Set<() => void>();
  const note = (word: Word) => {
    words.push(word);
    for (const look of waiting) look();
  };
  one.bus.listen({ heard: (news) => note(news), lost: () => note(LOST) });
  const until = (is: (word: Word) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!words.some(is)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { ...one, words, until };
}

const user = (n: number) => toId<UserId>(String(1_000_000 + n));
const [U, V] = [1, 2].map(user) as [UserId, UserId];
/** One whose shard is not that of U or V. */
const W = Array.from({ length: 99 }, (_, n) => user(n + 3)).find((id) => ![U, V].map(shardOf).includes(shardOf(id)))!;
const heads = (...list: (readonly [UserId, number])[]): News => ({
  entries: [],
  heads: list,
  hints: [],
  signals: [],
  stands: [],
  desk: NO_DESK_NEWS,
});
const isLost = (word: Word) => word === LOST;
const names = (id: UserId, pos: number) => (word: Word) => word !== LOST && word.heads.some(([to, at]) => to === id && at === pos);
const newsOf = ({ words }: Instance) => words.filter((word) => word !== LOST);

/** `open`: carriers that reach each other, each with a way of its own. */
export function testBus(title: string, open: () => Promise<Carrier>): void {
  const make = async (count: number, installation: string = randomUUID()): Promise<Instance[]> => {
    const instances: Instance[] = [];
    for (let n = 0; n < count; n++) instances.push(openInstance(await open(), installation));
    return instances;
  };

  test(`[bus] ${title}: what is told is heard where it is served, and nowhere else`, async () => {
    const [a, b, c] = (await make(3)) as [Instance, Instance, Instance];
    await Promise.all([b.bus.serve(U), b.bus.serve(U), c.bus.serve(W)]);
    await meet(a, b, c);
    const signal: WireSignal = { type: 'presence', userId: V, online: true, terminals: ['WEB'], lastSeen: null };
    a.bus.tell({ heads: [[U, 7]], signals: [[[U, W], signal]] });
    await Promise.all([b, c].map((one) => one.until((word) => word !== LOST && word.signals.length > 0)));
    expect(newsOf(b)).toEqual([{ ...heads([U, 7]), signals: [[[U], signal]] }]);
    expect(newsOf(c)).toEqual([{ ...heads(), signals: [[[W], signal]] }]);
    b.bus.leave(U);
    a.bus.tell(heads([U, 8]));
    await b.until(names(U, 8));
    b.bus.leave(U);
    a.bus.tell(heads([U, 9], [W, 9]));
    await c.until(names(W, 9));
    expect(newsOf(b).some((word) => names(U, 9)(word))).toBe(false);
  });

  test(`[bus] ${title}: a commit with 2,000 recipients is one message, whatever comes meanwhile goes with the next`, async () => {
    const [a, b] = (await make(2)) as [Instance, Instance];
    await b.bus.serve(U);
    await meet(a, b);
    const before = a.told.flat().length;
    for (let n = 0; n < 2_000; n++) a.bus.tell(heads([user(n), 5]));
    await b.until(names(U, 5));
    expect(a.told.flat().length - before).toBe(1);
    expect(a.told.flat().at(-1)?.text.length).toBeLessThan(2_000 * 16);
  });

  test(`[S26] ${title}: what is lost on the way is found out by the next pulse; doubled and turned messages are no loss`, async () => {
    const [a, b] = (await make(2)) as [Instance, Instance];
    await b.bus.serve(U);
    await meet(a, b);
    a.bus.tell(heads([U, 1]));
    await b.until(names(U, 1));
    // The first word on a channel counts as a loss.
    b.words.length = 0;
    await b.until(isLost);
    b.words.length = 0;
    a.spoil((messages) => [...messages, ...messages].reverse());
    a.bus.tell(heads([U, 2]));
    await b.until(names(U, 2));
    a.bus.tell(heads([U, 3]));
    await b.until(names(U, 3));
    expect(b.words).not.toContain(LOST);
    a.spoil((messages) => messages.filter(({ text }) => !text.includes('"h":')));
    a.bus.tell(heads([U, 4]));
    await b.until(isLost);
    expect(newsOf(b).some((word) => names(U, 4)(word))).toBe(false);
  });

  test(`[S26] ${title}: one that comes late finds that something was said before it`, async () => {
    const installation = randomUUID();
    const [a] = (await make(1, installation)) as [Instance];
    await meet(a);
    a.bus.tell(heads([U, 1]));
    const [b] = (await make(1, installation)) as [Instance];
    await b.bus.serve(U);
    await b.until(isLost);
    await meet(a, b);
    a.bus.tell(heads([U, 2]));
    await b.until(names(U, 2));
    expect(newsOf(b)).toEqual([heads([U, 2])]);
  });

  test(`[S26] ${title}: when one is not heard any more, something that it did may be untold`, async () => {
    const [a, b] = (await make(2)) as [Instance, Instance];
    await meet(a, b);
    const lost = new Promise<void>((resolve) => {
      b.bus.listen({ heard() {}, lost: () => !b.bus.isPeer(a.bus.self) && resolve() });
    });
    a.bus.close();
    await lost;
    expect([b.bus.isPeer(a.bus.self), b.bus.hasPeers(), b.bus.state()]).toEqual([false, false, 'up']);
  });

  test(`[S25] ${title}: cut, it is down and nothing rejects; mended, it is up and says that something may be lost`, async () => {
    const [a, b] = (await make(2)) as [Instance, Instance];
    await b.bus.serve(U);
    await meet(a, b);
    expect([a.bus.carries(), b.bus.isPeer(a.bus.self), b.bus.isPeer('nobody')]).toEqual([true, true, false]);
    await b.carrier.cut();
    await expect.poll(() => b.bus.state()).toBe('down');
    expect(b.bus.carries()).toBe(false);
    await b.bus.serve(W);
    b.bus.tell(heads([U, 3]));
    a.bus.tell(heads([U, 3]));
    b.words.length = 0;
    await b.carrier.mend();
    await b.until(isLost);
    await meet(a, b);
    a.bus.tell(heads([W, 4]));
    await b.until(names(W, 4));
  });
}
