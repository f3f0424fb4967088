// Who may do what at the desk.
import { DESK_ROLES, type DeskRole } from '../../../core/protocol/desk.ts';
import { type Refusal, refuse } from '../../../core/protocol/errors.ts';
import type { DeskActor } from './types.ts';

/** To a visitor nothing of the desk exists. */
export function decideActs({ isVisitor, role }: DeskActor, least: DeskRole): Refusal | null {
  if (isVisitor) return refuse('NOT_FOUND');
  if (role === null) return refuse('FORBIDDEN');
  return DESK_ROLES.indexOf(role) >= DESK_ROLES.indexOf(least) ? null : refuse('FORBIDDEN');
}
