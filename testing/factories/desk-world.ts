// A desk over a fresh database: departments, agents, visitors, and instances that run it, all by one clock in the hand.
import { onTestFinished } from 'vitest';
import type { DeskActor } from '../../core/desk/ticket.ts';
import { codeOf, USER_KINDS } from '../../core/protocol/events.ts';
import type { ConversationId, DepartmentId, TicketId, UserId } from '../../core/protocol/ids.ts';
import { makeAccounts } from '../../server/features/account/index.ts';
import { createAgents } from '../../server/features/agent/index.ts';
import { createRouting, noRoutingMeter, type Runner, startRunner } from '../../server/features/routing/index.ts';
import { createTickets, type Tickets } from '../../server/features/ticket/index.ts';
import { type Actor, POWER } from '../../server/platform/actor.ts';
import { openSegment, raiseSegment } from '../../server/platform/segments.ts';
import { chatWorld } from './chat.ts';
import { handClock } from './hand-clock.ts';

/** One process of the product, as far as the desk goes. */
export interface DeskInstance {
  readonly tickets: Tickets;
  readonly agents: ReturnType<typeof createAgents>;
  readonly routing: ReturnType<typeof createRouting>;
  readonly runner: Runner;
}

/** Call it in `beforeAll`; `count` people besides the owner. */
export async function deskWorld(count: number) {
  const clock = handClock();
  const world = await chatWorld({ clock });
  const tokens = new Map<UserId, string>();
  const [first, ...people] = await morePeople(count + 1);
  const owner = { ...(first as Actor), power: POWER.owner };
  const logged: unknown[] = [];
  const log = { debug() {}, info() {}, warn() {}, error: (...told: unknown[]) => void logged.push(told) };
  const visitors: UserId[] = [];

  /** With a device each. */
  async function morePeople(more: number): Promise<Actor[]> {
    const actors: Actor[] = [];
    for await (const made of makeAccounts(world, more)) {
      for (const { token } of made) {
        const actor = await world.accounts.authenticate(token);
        if (!actor) throw new Error('somebody who was made is not known');
        tokens.set(actor.userId, token);
        actors.push(actor);
      }
    }
    return actors;
  }

  const tokenOf = async (userId: UserId): Promise<string> => tokens.get(userId) ?? '';

  /** Its timers go with the clock; closed after the test. */
  function instance(): DeskInstance {
    const agents = createAgents({ ...world, now: clock.now });
    const tickets = createTickets({ ...world, agents, numbers: openSegment(raiseSegment(world.db.pool, 'ticket')) });
    const routing = createRouting({ ...world, tickets });
    const runner = startRunner({ ...world, tickets, routing, agents, clock, now: clock.now, log, meter: noRoutingMeter });
    onTestFinished(() => runner.close());
    return { tickets, agents, routing, runner };
  }

  /** These people answer there, beside where they did. */
  async function department(name: string, agents: readonly Actor[], { capacity = 2, settings = {} } = {}): Promise<DepartmentId> {
    const { id } = await world.agents.createDepartment(owner, { name });
    await world.db.pool.query('update department set settings = $2 where id = $1', [id, settings]);
    const known = await world.agents.agents(owner, null);
    for (const { userId } of agents) {
      const others = known.find(({ user }) => user.id === userId)?.departmentIds ?? [];
      await world.agents.setAgent(owner, { userId, departmentIds: [...others, id], role: 'agent', capacity });
    }
    return id;
  }

  async function visitor(): Promise<UserId> {
    while (visitors.length === 0) for await (const made of makeAccounts(world, 100)) visitors.push(...(await strangers(made)));
    return visitors.pop() as UserId;
  }

  async function strangers(made: readonly { readonly id: UserId }[]): Promise<UserId[]> {
    const ids = made.map(({ id }) => id);
    await world.db.pool.query('update users set kind = $2 where id = any($1::bigint[])', [ids, codeOf(USER_KINDS, 'VISITOR')]);
    return ids;
  }

  async function open({ tickets }: Pick<DeskInstance, 'tickets'>, departmentId: DepartmentId, by?: UserId): Promise<TicketId> {
    const [conversationId, notesConversationId] = [world.ids.next<ConversationId>(), world.ids.next<ConversationId>()];
    const visitorId = by ?? (await visitor());
    return (await tickets.open({ visitorId, departmentId, conversationId, notesConversationId, at: clock.now() })).ticket.id;
  }

  async function closeAll({ tickets }: Pick<DeskInstance, 'tickets'>): Promise<void> {
    const { rows } = await world.db.pool.query<{ id: TicketId }>('select id from ticket where state < 7 order by id');
    for (const { id } of rows) await tickets.act(id, { kind: 'close', at: clock.now() }, { kind: 'system' });
  }

  const asAgent = ({ userId }: Pick<Actor, 'userId'>, ...departmentIds: DepartmentId[]): DeskActor => ({
    kind: 'agent',
    id: userId,
    role: 'agent',
    departmentIds,
  });
  return { ...world, log, visitor, clock, owner, people, morePeople, tokenOf, logged, instance, department, open, closeAll, asAgent };
}
