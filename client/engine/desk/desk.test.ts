import { expect, test } from 'vitest';
import { type ConversationId, type TicketId, toId } from '../../../core/protocol/ids.ts';
import { deskWorld, ME } from '../../../testing/client/desk-hand.ts';
import { CallError } from '../account.ts';

const QUEUE = { view: 'queue', departmentId: null } as const;
const MINE = { view: 'mine', departmentId: null } as const;

test('[desk] an older frame never wins over a newer ticket', async () => {
  const { desk, hand, settle } = await deskWorld();
  const ticket = hand.add({ state: 'WAITING', version: 3 });
  desk.actions.open(ticket.id);
  await settle();
  hand.push({ ticket: { ...ticket, state: 'ACTIVE', assignee: ME, version: 5 } });
  hand.push({ ticket: { ...ticket, state: 'WAITING', version: 4 } });
  expect(desk.ticket(ticket.id).ticket).toMatchObject({ state: 'ACTIVE', version: 5 });
});

test('[desk] a frame moves a ticket from one list to another and both counts follow, without a call', async () => {
  const { desk, hand, settle } = await deskWorld();
  const [first, second] = [hand.add({ state: 'WAITING' }), hand.add({ state: 'WAITING' })];
  desk.actions.show(QUEUE);
  desk.actions.show(MINE);
  await settle();
  expect([desk.count(QUEUE), desk.count(MINE)]).toEqual([2, 0]);
  const asked = hand.asked.length;
  hand.push({ ticket: { ...first, state: 'ACTIVE', assignee: ME, version: first.version + 1 } });
  expect(desk.list(QUEUE).tickets.map(({ id }) => id)).toEqual([second.id]);
  expect(desk.list(MINE).tickets.map(({ id }) => id)).toEqual([first.id]);
  expect([desk.count(QUEUE), desk.count(MINE), hand.asked.length]).toEqual([1, 1, asked]);
});

test('[desk] the queue stands by who waits longest, a list without news is the same object', async () => {
  const { desk, hand, settle } = await deskWorld();
  const late = hand.add({ state: 'WAITING', waitingSince: '2026-01-01T00:05:00.000Z' });
  const early = hand.add({ state: 'WAITING', waitingSince: '2026-01-01T00:01:00.000Z' });
  desk.actions.show(QUEUE);
  await settle();
  expect(desk.list(QUEUE).tickets.map(({ id }) => id)).toEqual([early.id, late.id]);
  expect(desk.list(QUEUE)).toBe(desk.list(QUEUE));
});

test('[desk] what happened while the push was away is read when it stands again, and what has left a list is gone', async () => {
  const { desk, hand, settle } = await deskWorld();
  const gone = hand.add({ state: 'WAITING' });
  desk.actions.show(QUEUE);
  await settle();
  expect(desk.isLive()).toBe(true);
  hand.cut();
  expect(desk.isLive()).toBe(false);
  hand.set({ ...gone, state: 'ACTIVE', assignee: null, version: gone.version + 1 });
  const come = hand.add({ state: 'WAITING' });
  await settle(5_000);
  expect(desk.isLive()).toBe(true);
  expect(desk.list(QUEUE).tickets.map(({ id }) => id)).toEqual([come.id]);
});

test('[desk] a push that is refused as it opens is asked for less and less, and what is shown is read at a pace', async () => {
  const { desk, hand, settle } = await deskWorld();
  desk.actions.show(QUEUE);
  await settle();
  hand.refusesPush = true;
  hand.cut();
  const before = hand.asked.length;
  await settle(60_000);
  const aReading = 8;
  expect(hand.asked.length - before).toBeLessThan(10 * aReading);
  hand.refusesPush = false;
  await settle(40_000);
  expect(desk.isLive()).toBe(true);
});

test('[desk] a list that could not be read says so, and is read again by itself', async () => {
  const { desk, hand, settle } = await deskWorld();
  hand.add({ state: 'WAITING' });
  hand.refuse('tickets', new CallError('OFFLINE'));
  desk.actions.show(QUEUE);
  await settle(0);
  expect(desk.list(QUEUE).state).toBe('failed');
  hand.refuse('tickets', null);
  desk.actions.refresh();
  await settle();
  expect(desk.list(QUEUE)).toMatchObject({ state: 'ready', tickets: [{ state: 'WAITING' }] });
});

test('[desk] an offer is asked, then accepted; the ticket is mine', async () => {
  const { desk, hand, settle } = await deskWorld();
  const ticket = hand.offer();
  expect(desk.offers()).toMatchObject([{ state: 'asked', ticket: { id: ticket.id }, error: null }]);
  const answer = desk.actions.accept(ticket.id);
  expect(desk.offers()).toMatchObject([{ state: 'accepting' }]);
  expect(await answer).toMatchObject({ id: ticket.id, state: 'ACTIVE' });
  expect(desk.offers()).toEqual([]);
  await settle();
  expect(desk.ticket(ticket.id).ticket).toMatchObject({ state: 'ACTIVE', assignee: { id: ME.id } });
});

test('[desk] an offer that was over is gone without an error; one that was not answered can be answered again', async () => {
  const { desk, hand } = await deskWorld();
  const ticket = hand.offer();
  hand.refuse('accept', new CallError('OFFLINE'));
  await expect(desk.actions.accept(ticket.id)).rejects.toMatchObject({ code: 'OFFLINE' });
  expect(desk.offers()).toMatchObject([{ state: 'asked', error: { code: 'OFFLINE' } }]);
  hand.refuse('accept', new CallError('CONFLICT'));
  expect(await desk.actions.accept(ticket.id)).toBeNull();
  expect(desk.offers()).toEqual([]);
});

test('[desk] an offer ends by its time, by the server, by a ticket that is another state, and is not there after a reconnect', async () => {
  const { desk, hand, settle } = await deskWorld();
  hand.offer();
  await settle(31_000);
  expect(desk.offers()).toEqual([]);
  const ended = hand.offer();
  hand.push({ offerEnded: ended.id });
  expect(desk.offers()).toEqual([]);
  const taken = hand.offer();
  hand.push({ ticket: { ...taken, state: 'ACTIVE', version: taken.version + 1 } });
  expect(desk.offers()).toEqual([]);
  hand.offer();
  hand.cut();
  hand.withdraw();
  await settle(5_000);
  expect(desk.offers()).toEqual([]);
});

test('[desk] an offer stands for what the server says is left, also where the clocks differ, and long enough to be read', async () => {
  const { desk, hand, clock } = await deskWorld();
  hand.offer({ clockOffMs: -300_000 });
  expect(desk.offers()[0]).toMatchObject({ endsAt: clock.now() + 30_000, wholeMs: 30_000 });
  hand.offer({ leftMs: 600_000, clockOffMs: 300_000 });
  expect(desk.offers()[1]).toMatchObject({ endsAt: clock.now() + 600_000, wholeMs: 600_000 });
  hand.offer({ leftMs: 20 });
  expect(desk.offers()[0]).toMatchObject({ wholeMs: 3_000 });
});

test('[desk] what was asked before an offer came does not end it', async () => {
  const { desk, hand, settle } = await deskWorld();
  const answer = hand.hold('offers');
  desk.actions.refresh();
  const ticket = hand.offer();
  answer([]);
  await settle(100);
  expect(desk.offers()).toMatchObject([{ ticket: { id: ticket.id } }]);
});

test('[desk] what was asked before an offer was over does not bring it back', async () => {
  const { desk, hand, settle } = await deskWorld();
  for (const end of ['offerEnded', 'ticket'] as const) {
    const ticket = hand.offer();
    const answer = hand.hold('offers');
    desk.actions.refresh();
    const old = [{ ticket, expiresAt: ticket.createdAt, leftMs: 20_000 }];
    hand.push(
      end === 'ticket' ? { ticket: hand.set({ ...ticket, state: 'WAITING', version: ticket.version + 1 }) } : { offerEnded: ticket.id },
    );
    answer(old);
    await settle(100);
    expect(desk.offers()).toEqual([]);
  }
});

test('[desk] my state and load come by frames', async () => {
  const { desk, hand, settle } = await deskWorld();
  await settle();
  await desk.actions.setState('AWAY', 'lunch');
  expect(desk.me().agent).toMatchObject({ state: 'AWAY', stateReason: 'lunch' });
  hand.push({ agent: { ...desk.me().agent!, load: 4 } });
  expect(desk.me().agent).toMatchObject({ state: 'AWAY', load: 4 });
  expect(desk.agents()?.find(({ user }) => user.id === ME.id)).toMatchObject({ load: 4 });
});

test('[desk] a ticket that is not there is told from one that could not be read', async () => {
  const { desk, hand, settle } = await deskWorld();
  const nobodys = '999' as TicketId;
  desk.actions.open(nobodys);
  await settle(0);
  expect(desk.ticket(nobodys).state).toBe('gone');
  hand.refuse('ticket', new CallError('OFFLINE'));
  desk.actions.open('998' as TicketId);
  await settle(0);
  expect(desk.ticket('998' as TicketId).state).toBe('failed');
});

test('[desk] the queue is in the order of routing, whatever the server said of places at different times', async () => {
  const { desk, hand, settle } = await deskWorld();
  const at = (minute: number) => `2026-01-01T00:0${minute}:00.000Z`;
  const usual = hand.add({ waitingSince: at(1), position: 2 });
  const urgent = hand.add({ waitingSince: at(3), priority: 5, position: 2 });
  const late = hand.add({ waitingSince: at(4), position: 1 });
  desk.actions.show(QUEUE);
  await settle();
  expect(desk.list(QUEUE).tickets.map(({ id }) => id)).toEqual([urgent.id, usual.id, late.id]);
});

test('[desk] an older answer about agents or departments never wins over what came meanwhile', async () => {
  const { desk, hand, settle } = await deskWorld();
  await settle();
  const [agents, departments] = [desk.agents() ?? [], desk.departments() ?? []];
  const answers = [hand.hold('agents'), hand.hold('departments')] as const;
  desk.actions.refresh();
  hand.push({ agent: { ...desk.me().agent!, load: 4 } });
  const ticket = hand.add({ version: 3, department: { ...departments[0]!, waiting: 7 } });
  hand.push({ ticket });
  answers[0]([...agents]);
  answers[1]([...departments]);
  await settle(100);
  expect([desk.me().agent?.load, desk.agents()?.[0]?.load, desk.departments()?.[0]?.waiting]).toEqual([4, 4, 7]);
  hand.push({ ticket: { ...ticket, version: 2, department: { ...departments[0]!, waiting: 1 } } });
  expect(desk.departments()?.[0]?.waiting).toBe(7);
});

test('[desk] a role that has changed is known after the next reading', async () => {
  const { desk, hand, settle } = await deskWorld();
  await settle();
  hand.role = 'supervisor';
  desk.actions.refresh();
  await settle(100);
  expect(desk.me()).toMatchObject({ role: 'supervisor', agent: { user: { id: ME.id } } });
});

test('[desk] a ticket is found by its notes, whatever its state, and asked for once', async () => {
  const { desk, hand, settle } = await deskWorld();
  const over = hand.add({ state: 'RESOLVED' });
  const notes = [over.notesConversationId!];
  hand.refuse('ofNotes', new CallError('OFFLINE'));
  desk.actions.findByNotes(notes);
  await settle(0);
  hand.refuse('ofNotes', null);
  desk.actions.findByNotes(notes);
  desk.actions.findByNotes(notes);
  await settle(0);
  expect(desk.tickets().map(({ id }) => id)).toEqual([over.id]);
  desk.actions.findByNotes(notes);
  expect(hand.asked.filter((name) => name === 'ofNotes')).toHaveLength(2);
});

test('[desk] only the tickets that are shown are read again, each once', async () => {
  const { desk, hand, settle } = await deskWorld();
  const [first, second] = [hand.add(), hand.add()];
  const close = desk.actions.open(first.id);
  desk.actions.open(second.id);
  await settle();
  close();
  hand.asked.length = 0;
  desk.actions.refresh();
  await settle(10);
  expect(hand.asked.filter((name) => name === 'ticket')).toHaveLength(1);
});

test('[desk] closed: nothing more is asked', async () => {
  const { desk, hand, settle } = await deskWorld();
  hand.offer();
  desk.actions.show(QUEUE);
  await settle();
  hand.cut();
  desk.close();
  const asked = hand.asked.length;
  await settle(120_000);
  expect(hand.asked.length).toBe(asked);
});

test('[desk] that a talk has gone on is told to who listens, and to nobody after they have ended it', async () => {
  const { desk, hand } = await deskWorld();
  const told: unknown[] = [];
  const end = desk.onTalk((talk) => void told.push(talk));
  const talk = { conversationId: toId<ConversationId>('80'), head: 4 };
  hand.push({ talk });
  end();
  hand.push({ talk: { ...talk, head: 5 } });
  expect(told).toEqual([talk]);
});

test('[desk] a ticket says less of its department than the desk knows: that stays', async () => {
  const { desk, hand, settle } = await deskWorld();
  const ticket = hand.add();
  await settle();
  const { firstAnswerMs: _, hours: __, ...department } = desk.departments()![0]!;
  hand.push({ ticket: { ...ticket, department: { ...department, waiting: 7 }, version: 9 } });
  expect(desk.departments()).toMatchObject([{ waiting: 7, firstAnswerMs: 300_000, hours: null }]);
});

test('[desk] what is said of a ticket goes out in its order, and what is refused changes nothing', async () => {
  const { desk, hand, settle } = await deskWorld();
  const ticket = hand.add();
  desk.actions.open(ticket.id);
  await settle();
  const answer = hand.hold('describe');
  const both = Promise.all([desk.actions.describe(ticket.id, { tags: ['a'] }), desk.actions.describe(ticket.id, { tags: ['a', 'b'] })]);
  await settle();
  expect(hand.asked.filter((name) => name === 'describe')).toHaveLength(1);
  answer({ ...ticket, tags: ['a'], version: 2 });
  await both;
  expect(desk.ticket(ticket.id).ticket?.tags).toEqual(['a', 'b']);
  hand.refuse('describe', new CallError('FORBIDDEN'));
  await expect(desk.actions.describe(ticket.id, { priority: 10 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  hand.refuse('describe', null);
  await desk.actions.describe(ticket.id, { priority: 30 });
  expect(desk.ticket(ticket.id).ticket).toMatchObject({ priority: 30, tags: ['a', 'b'] });
});

test('[desk] all tickets of a VIP say so, and stand higher in the queue', async () => {
  const { desk, hand, settle } = await deskWorld();
  const first = hand.add({ waitingSince: '2026-01-01T00:01:00.000Z' });
  const second = hand.add({ waitingSince: '2026-01-01T00:05:00.000Z' });
  desk.actions.show(QUEUE);
  await settle();
  await desk.actions.setVip(second.visitor.id, true);
  expect(desk.list(QUEUE).tickets.map(({ id, vip }) => [id, vip])).toEqual([
    [second.id, true],
    [first.id, false],
  ]);
});
