// Those who answer: agents who come and go, change their mind and their capacity, give tickets other priorities, hand them on and
// write, also too late; and a supervisor who takes over, also above their capacity, closes, merges and opens again.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deed } from '../../core/desk/deeds.ts';
import type { DeskActor, Ticket } from '../../core/desk/ticket.ts';
import { DESK_LIMITS } from '../../core/protocol/desk.ts';
import type { TicketId, UserId } from '../../core/protocol/ids.ts';
import type { Busy } from './busy.ts';
import { say } from './visitors.ts';

/** What an agent does with what they have; half of it ends there. */
const OTHERS = ['close', 'setPending', 'snooze', 'wake', 'toAgent', 'toDepartment', 'giveBack'] as const;

export async function answer(busy: Busy, userId: UserId): Promise<void> {
  const { random, world } = busy;
  const agent: DeskActor = { kind: 'agent', id: userId, role: 'agent', departmentIds: busy.queues };
  let release: () => void = () => undefined;
  while (!busy.over) {
    if (random.chance(0.05)) {
      release();
      release = random.chance(0.7) ? busy.anyone().runner.hold(userId) : () => undefined;
      await changeState(busy, userId);
    }
    const mine = await busy.may(load(busy, userId));
    const ticket = mine && mine.length > 0 ? random.pick(mine) : null;
    const other = busy.anyTicket();
    if (ticket) await answerOne(busy, ticket, agent);
    else if (other && random.chance(0.2)) await busy.act(other, { kind: 'take', at: world.clock.now() }, agent);
    else if (other && random.chance(0.1)) await describe(busy, other, agent);
    else await sleep(5);
  }
  release();
}

async function describe(busy: Busy, id: TicketId, agent: DeskActor): Promise<void> {
  const priority = busy.random.pick([-1, 0, 1, 5]);
  await busy.act(id, { kind: 'describe', at: busy.world.clock.now(), priority, tags: ['busy'] }, agent);
}

async function changeState(busy: Busy, userId: UserId): Promise<void> {
  const state = busy.random.pick(['ONLINE', 'ONLINE', 'ONLINE', 'AWAY', 'OFFLINE'] as const);
  const capacity = busy.random.pick([2, 4, 6, null]);
  await busy.may(busy.anyone().agents.setAgentState(busy.person(userId), { state, capacity }));
}

/** What they write may come after somebody else has it (D6). */
async function answerOne(busy: Busy, ticket: Ticket, agent: Extract<DeskActor, { kind: 'agent' }>): Promise<void> {
  const deed = busy.act(ticket.id, deedFor(busy, ticket), agent);
  const words = busy.random.chance(0.2) ? say(busy, busy.person(agent.id), ticket.id) : null;
  await Promise.all([deed, words]);
}

async function load(busy: Busy, userId: UserId): Promise<Ticket[]> {
  const { rows } = await busy.world.db.pool.query<{ ticket_id: TicketId }>(
    `select ticket_id from offer where agent_id = $1 and ended_at is null union
     select id from ticket where assignee_id = $1 and state in (3, 4, 5)`,
    [userId],
  );
  const { tickets } = busy.anyone();
  const mine = await Promise.all(rows.map(({ ticket_id: id }) => tickets.load(id)));
  return mine.flatMap((ticket) => ticket ?? []);
}

function deedFor({ random, world, queues }: Busy, { state, departmentId }: Ticket): Deed {
  const at = world.clock.now();
  if (state === 'OFFERED') return { kind: random.chance(0.85) ? 'accept' : 'decline', at };
  const kind = random.chance(0.5) ? 'resolve' : random.pick(OTHERS);
  if (kind === 'snooze') return { kind, at, until: at + random.pick([1_000, 20_000, 200_000]) };
  const agentId = random.pick(world.people).userId;
  if (kind === 'toAgent') return { kind: 'transferToAgent', at, agentId, expiresAt: at + DESK_LIMITS.offerMs };
  if (kind === 'toDepartment') return { kind: 'transferToDepartment', at, departmentId: random.pick(queues), visitorsOpenId: null };
  if (kind === 'giveBack') return { kind: 'transferToDepartment', at, departmentId, visitorsOpenId: null };
  return { kind, at };
}

export async function supervise(busy: Busy, userId: UserId): Promise<void> {
  const supervisor: DeskActor = { kind: 'agent', id: userId, role: 'supervisor', departmentIds: [] };
  while (!busy.over) {
    await sleep(15);
    const [id, intoId] = [busy.anyTicket(), busy.anyTicket()];
    if (id === null || intoId === null) continue;
    const at = busy.world.clock.now();
    const deed = busy.random.pick<Deed>([
      { kind: 'take', at },
      { kind: 'close', at },
      { kind: 'merge', at, intoId },
      { kind: 'reopen', at, visitorsOpenId: null },
    ]);
    await busy.act(id, deed, supervisor);
  }
}
