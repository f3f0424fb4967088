import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectCurrent } from '../../testing/client/converge.ts';
import { FAIR, STORM } from '../../testing/client/link.ts';
import { type Device, twoInAGroup, type World } from '../../testing/client/world.ts';

/** Bob's browser with three tabs; the first one leads. */
async function threeTabs(seed = 1) {
  const all = await twoInAGroup(seed);
  const { world, bob, laptop, clock } = all;
  const tabs: Device[] = [laptop, world.device(bob, laptop.disk), world.device(bob, laptop.disk)];
  await clock.pass(1_000);
  const inLog = () => all.server.room(all.room).log.flatMap((event) => (event.kind === 'message' ? [event.text] : []));
  return { ...all, tabs, inLog, roles: () => tabs.map((tab) => tab.chat.device().tab) };
}

const streams = (tabs: readonly Device[]) => tabs.map((tab) => tab.link.openStreams());

function openAll(tabs: readonly Device[], room: Parameters<Device['shown']>[0]): void {
  for (const tab of tabs) tab.chat.actions.openLog(room);
}

test('[tabs] one connection for all tabs, and all show the same', async () => {
  const { world, clock, room, tabs, phone, roles } = await threeTabs();
  openAll(tabs, room);
  expect([roles(), streams(tabs)]).toEqual([
    ['leads', 'follows', 'follows'],
    [1, 0, 0],
  ]);
  phone.say(room, 'to all of them');
  await clock.pass(1_000);
  for (const tab of tabs) {
    expect([tab.texts(room), tab.chat.connection().state]).toEqual([['to all of them'], 'live']);
    expectCurrent(world, tab, room);
  }
});

test('[tabs] a stream that has lived and is cut is renewed, and no tab says that it is offline', async () => {
  const { clock, room, tabs, phone } = await threeTabs();
  openAll(tabs, room);
  await clock.pass(30_000);
  const states = new Set<string>();
  for (let cut = 0; cut < 3; cut += 1) {
    tabs[0]!.link.cut();
    for (let n = 0; n < 200; n += 1) {
      await clock.pass(20);
      for (const tab of tabs) states.add(tab.chat.connection().state);
    }
    phone.say(room, `after cut ${cut}`);
    await clock.pass(25_000);
  }
  expect([[...states], streams(tabs)]).toEqual([['live'], [1, 0, 0]]);
  for (const tab of tabs) expect(tab.texts(room)).toEqual(['after cut 0', 'after cut 1', 'after cut 2']);
});

test('[tabs] [S11] what is written in any tab is shown in all, and sent by the leader alone, in its order', async () => {
  const { clock, room, tabs, server, inLog } = await threeTabs();
  openAll(tabs, room);
  tabs[0]!.link.down = true;
  tabs[1]!.say(room, 'one');
  await clock.pass(100);
  tabs[2]!.say(room, 'two');
  await clock.pass(100);
  tabs[0]!.say(room, 'three');
  await clock.pass(100);
  for (const tab of tabs) expect(tab.unsent(room).map((item) => item.text)).toEqual(['one', 'two', 'three']);
  expect(server.sends).toEqual([]);
  tabs[0]!.link.down = false;
  await clock.pass(60_000);
  expect(inLog()).toEqual(['one', 'two', 'three']);
  expect([tabs.map((tab) => tab.asked('send') > 0), tabs[0]!.disk.items.size]).toEqual([[true, false, false], 0]);
  for (const tab of tabs) expect([tab.unsent(room), tab.row(room).queued]).toEqual([[], 0]);
});

test('[tabs] [S15] the leader killed with messages on their way: another takes over at once, each is in the log once', async () => {
  const { world, clock, room, tabs, inLog, roles } = await threeTabs();
  const [first, second, third] = tabs as [Device, Device, Device];
  first.link.weather = { ...FAIR, lostAnswers: 1 };
  for (let n = 0; n < 5; n += 1) second.say(room, `text ${n}`);
  await clock.pass(300);
  first.kill();
  await clock.pass(2_000);
  expect([roles().slice(1), streams(tabs)]).toEqual([
    ['leads', 'follows'],
    [0, 1, 0],
  ]);
  third.say(room, 'text 5');
  openAll([second, third], room);
  await world.settle();
  expect(inLog()).toEqual(['text 0', 'text 1', 'text 2', 'text 3', 'text 4', 'text 5']);
  expectCurrent(world, second, room);
  expectCurrent(world, third, room);
  expect(second.disk.items.size).toBe(0);
});

test('[tabs] a leader that does not answer loses the lead', async () => {
  const { clock, bob, room, world, tabs, phone, roles } = await threeTabs();
  const disk = tabs[0]!.disk;
  disk.tabs.deaf = true;
  const late = world.device(bob, disk);
  await clock.pass(4_000);
  disk.tabs.deaf = false;
  expect([roles()[0], late.chat.device().tab, late.chat.connection().state]).toEqual(['follows', 'leads', 'live']);
  phone.say(room, 'heard by all');
  await clock.pass(6_000);
  openAll([...tabs, late], room);
  await clock.pass(1_000);
  for (const tab of [...tabs, late]) expect(tab.texts(room)).toEqual(['heard by all']);
});

test('[tabs] [S1] what is written in a tab whose leader hangs is sent within seconds, by another leader', async () => {
  const { clock, room, tabs, inLog, roles } = await threeTabs();
  tabs[0]!.disk.tabs.deaf = true;
  tabs[1]!.say(room, 'one');
  tabs[1]!.say(room, 'two');
  await clock.pass(4_000);
  expect([roles()[1], inLog()]).toEqual(['leads', ['one', 'two']]);
});

test('[tabs] a leader that answers keeps the lead, however much the others write', async () => {
  const { clock, room, tabs, inLog, roles } = await threeTabs();
  for (let n = 0; n < 10; n += 1) {
    tabs[1 + (n % 2)]!.say(room, `text ${n}`);
    await clock.pass(700);
  }
  expect([roles(), inLog().length]).toEqual([['leads', 'follows', 'follows'], 10]);
});

test('[tabs] a tab that opens shows what waits in the others; what has arrived meanwhile does not stay', async () => {
  const { world, clock, bob, room, tabs } = await threeTabs();
  tabs[0]!.link.down = true;
  tabs[0]!.link.cut();
  tabs[0]!.say(room, 'waits');
  await clock.pass(1_000);
  const [waiting] = [...tabs[0]!.disk.items.values()];
  if (!waiting) throw new Error('it is not kept');
  const late = world.device(bob, tabs[0]!.disk);
  await clock.pass(1_000);
  expect([late.chat.connection().state, late.row(room).queued]).toEqual(['offline', 1]);
  await world.settle();
  expect([late.chat.connection().state, late.row(room).queued, late.row(room).failed]).toEqual(['live', 0, 0]);
  tabs[0]!.disk.items.set(waiting.clientId, waiting);
  await late.reload();
  await clock.pass(2_000);
  expect(late.row(room).queued).toBe(0);
});

test('[tabs] a refusal is shown in every tab, and thrown away from any of them', async () => {
  const { clock, room, tabs } = await threeTabs();
  openAll(tabs, room);
  tabs[1]!.say(room, ' ');
  await clock.pass(2_000);
  for (const tab of tabs) expect(tab.unsent(room)).toEqual([{ text: ' ', state: 'failed' }]);
  const unsent = tabs[2]!.chat.log(room).items.at(-1);
  if (unsent?.type !== 'unsent') throw new Error('it is not there');
  tabs[2]!.chat.actions.discard(unsent.item.clientId);
  await clock.pass(1_000);
  for (const tab of tabs) expect(tab.unsent(room)).toEqual([]);
  expect(tabs[0]!.disk.items.size).toBe(0);
});

test('[tabs] a draft of one tab is there in the others when it rests, but never over what is being written', async () => {
  const { clock, room, tabs } = await threeTabs();
  const [first, second, third] = tabs as [Device, Device, Device];
  first.chat.actions.setDraft(room, 'from the first');
  await clock.pass(1_000);
  expect([second.row(room).draft, third.row(room).draft]).toEqual(['from the first', 'from the first']);
  second.chat.actions.setDraft(room, 'written here');
  first.chat.actions.setDraft(room, 'and there');
  first.feel('hidden');
  await clock.pass(100);
  expect([second.row(room).draft, third.row(room).draft]).toEqual(['written here', 'and there']);
});

type Step = { readonly tab: number; readonly what: number; readonly ms: number };

function act(tabs: Device[], step: Step, n: number, room: Parameters<Device['shown']>[0]): void {
  const tab = tabs[step.tab]!;
  if (step.what < 5) tab.say(room, `text ${n}`);
  else if (step.what === 5) tab.crash();
  else if (step.what === 6) tab.link.cut();
  else if (step.what === 7) tab.disk.tabs.deaf = !tab.disk.tabs.deaf;
  else if (step.what === 8) tab.link.down = !tab.link.down;
  else tab.feel('visible');
}

function settled(world: World, tabs: readonly Device[]): Promise<void> {
  tabs[0]!.disk.tabs.deaf = false;
  return world.settle();
}

test('[tabs] [S1] [S3] [S8] [S13] whichever tabs die, hang or lose their network: nothing is lost, doubled or invented', async () => {
  const steps = fc.array(fc.record({ tab: fc.nat(2), what: fc.nat(9), ms: fc.nat(4_000) }), { minLength: 5, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), steps, async (seed, list) => {
      const { world, clock, room, tabs, phone, inLog } = await threeTabs(seed);
      for (const tab of tabs) tab.link.weather = STORM;
      const said: string[] = [];
      for (const [n, step] of list.entries()) {
        if (step.what < 5) said.push(`text ${n}`);
        act(tabs, step, n, room);
        await clock.pass(step.ms);
      }
      await settled(world, tabs);
      openAll([...tabs, phone], room);
      await world.settle();
      const found = inLog();
      expect([...found].sort()).toEqual([...new Set(found)].sort());
      for (const text of found) expect(said).toContain(text);
      expect(said.filter((text) => !found.includes(text))).toEqual([]);
      for (const device of [...tabs, phone]) expectCurrent(world, device, room);
      expect(tabs[0]!.disk.items.size).toBe(0);
    }),
    { numRuns: 60 },
  );
});
