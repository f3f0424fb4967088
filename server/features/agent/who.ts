// What somebody is to the desk, and whether that is enough for what they ask.
import type { DeskActor as TicketActor } from '../../../core/desk/ticket.ts';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DeskRole } from '../../../core/protocol/desk.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import type { Pool } from '../../platform/db.ts';
import { decideActs } from './rules.ts';
import { loadDeskActor } from './store.ts';
import type { Agents, DeskActor } from './types.ts';

function toTicketActor({ userId: id, isVisitor, role, departmentIds }: DeskActor): TicketActor | null {
  if (isVisitor) return { kind: 'visitor', id };
  return role === null ? null : { kind: 'agent', id, role, departmentIds };
}

export function openWho(pool: Pool): Pick<Agents, 'actorOf' | 'deskOf' | 'mustBe' | 'mustBeOfDesk' | 'mustSetUp'> {
  async function actorOf({ userId, power }: Actor): Promise<DeskActor> {
    const found = await loadDeskActor(pool, userId);
    return power >= POWER.admin && !found.isVisitor ? { ...found, role: 'admin' } : found;
  }

  async function mustBe(actor: Actor, least: DeskRole): Promise<DeskActor> {
    const found = await actorOf(actor);
    const refusal = decideActs(found, least);
    if (refusal) throw new AppError(refusal.refused, refusal.details);
    return found;
  }

  return {
    actorOf,
    deskOf: async (userId) => toTicketActor(await loadDeskActor(pool, userId)),
    mustBe,
    mustBeOfDesk: (actor) => mustBe(actor, 'agent'),
    mustSetUp: (actor) => mustBe(actor, 'admin'),
  };
}
