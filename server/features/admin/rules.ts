// Who may administer, and whom.
import { type Refusal, refuse } from '../../../core/protocol/errors.ts';
import { type Actor, POWER } from '../../platform/actor.ts';

export function decideAdministers(actor: Actor): Refusal | null {
  return actor.power >= POWER.admin ? null : refuse('FORBIDDEN');
}

/** Only the owner says who administers; not of themselves: there is always one owner. */
export function decideAppoints(actor: Actor, target: { id: string }): Refusal | null {
  if (actor.power < POWER.owner) return refuse('FORBIDDEN', { reason: 'owner_only' });
  return target.id === actor.userId ? refuse('FORBIDDEN', { reason: 'oneself' }) : null;
}

/** Nobody acts on the owner (an admin would take the installation over) nor on themselves (who would let them in again). */
export function decideActsOn(actor: Actor, target: { id: string; power: number }): Refusal | null {
  if (target.id === actor.userId) return refuse('FORBIDDEN', { reason: 'oneself' });
  return target.power >= POWER.owner ? refuse('FORBIDDEN', { reason: 'owner' }) : null;
}
