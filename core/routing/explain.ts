// The explanations: who was passed over and why, counted by groups. They never depend on the order of the agents.
import { type Choice, candidateOf, weigh } from './choose.ts';
import { type Claim, isStrict } from './fit.ts';
import { keyOfSkills } from './skills.ts';
import type { Seat, Staff } from './staff.ts';
import { type Decision, HINDRANCES, type RoutingInput, type Skills, type WaitingTicket } from './world.ts';

type Counts = Partial<Record<(typeof HINDRANCES)[number], number>>;
type Moment = Pick<RoutingInput, 'now' | 'rules'>;

const NO_SKILLS: Skills = new Map();

function withoutZeros(counts: Counts): Counts {
  const named: Counts = {};
  for (const hindrance of HINDRANCES) if (counts[hindrance]) named[hindrance] = counts[hindrance];
  return named;
}

/** Everybody who could not take a ticket that needs `required`. Who has it and a free place could, or is in their pause. */
function countOut(staff: Staff, required: Skills, { could, paused }: Pick<Choice, 'could' | 'paused'>): Counts {
  const able = required.size === 0 ? staff.present.length : staff.met(required).all;
  return withoutZeros({ ...staff.absences, skills: staff.present.length - able, full: able - could - paused, paused });
}

export function offered(ticket: WaitingTicket, choice: Choice, seat: Seat, staff: Staff, { rules, now }: Moment): Decision {
  const candidates = choice.best.map((scored) => candidateOf(scored, ticket, staff.strategy, now));
  const required = isStrict(ticket, rules, now) ? ticket.required : NO_SKILLS;
  const passedOver = countOut(staff, required, choice);
  return { outcome: 'offered', agentId: seat.id, strategy: staff.strategy, candidates, could: choice.could, passedOver };
}

export function offeredAlone(ticket: WaitingTicket, seat: Seat, staff: Staff, now: number): Decision {
  const candidates = [candidateOf(weigh(seat, ticket, 'transfer', staff), ticket, staff.strategy, now)];
  const passedOver = withoutZeros({ notTheirs: staff.size - 1 });
  return { outcome: 'offered', agentId: seat.id, strategy: staff.strategy, candidates, could: 1, passedOver };
}

/** Why a ticket is not offered: it waits for one agent who is full, or nobody who is there and has these skills has a place. */
export interface Lack {
  readonly key: string;
  readonly claim: Claim<Seat> | null;
  readonly required: Skills;
}

export function lackOf(ticket: WaitingTicket, claim: Claim<Seat> | null, { rules, now }: Moment): Lack {
  if (claim) return { key: `for ${claim.agent.id}`, claim, required: NO_SKILLS };
  if (!isStrict(ticket, rules, now)) return { key: '', claim: null, required: NO_SKILLS };
  return { key: keyOfSkills(ticket.required), claim: null, required: ticket.required };
}

/** One decision for each lack and outcome: nobody who has what is needed has a place, and none gets one while the plan goes. */
export function explainLacks(staff: Staff): (lack: Lack, outcome: 'waiting' | 'overflow') => Decision {
  const known = new Map<string, Decision>();
  return ({ key, claim, required }, outcome) => {
    const found = known.get(outcome + key);
    if (found) return found;
    const passedOver = claim ? withoutZeros({ notTheirs: staff.size - 1, full: 1 }) : countOut(staff, required, { could: 0, paused: 0 });
    const agentId = claim?.agent.id ?? null;
    const decision: Decision = { outcome, agentId, strategy: staff.strategy, candidates: [], could: 0, passedOver };
    known.set(outcome + key, decision);
    return decision;
  };
}
