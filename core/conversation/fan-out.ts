// When a group changes between an entry a member (WRITE) and none (READ). Pure. The change to READ stands before the join that
// makes the group large, the change to WRITE behind the leave that makes it small, so each has the members of a small group.
import type { FanOut } from '../protocol/events.ts';
import { type ConversationState, FAN_OUT_RULE, type FanOutRule, type PlannedEvent } from './state.ts';

/** Of a conversation that is founded; a channel always READ. */
export function fanOutOf(kind: ConversationState['kind'], members: number, rule: FanOutRule = FAN_OUT_RULE): FanOut {
  return kind === 'CHANNEL' || members > rule.write ? 'READ' : 'WRITE';
}

/** What comes before a join that makes `members` of them; nobody has done it. */
export function beforeJoin(state: ConversationState, members: number, at?: number): PlannedEvent[] {
  return state.fanOut === 'WRITE' && members > state.fanOutRule.write ? [changeTo('READ', at)] : [];
}

/** What follows a leave after which there are `members`. */
export function afterLeave(state: ConversationState, members: number): PlannedEvent[] {
  const isSmall = state.kind !== 'CHANNEL' && members <= state.fanOutRule.writeAgain;
  return state.fanOut === 'READ' && isSmall ? [changeTo('WRITE')] : [];
}

function changeTo(fanOut: FanOut, at?: number): PlannedEvent {
  return { kind: 'fanOut', senderId: null, data: { fanOut }, ...(at === undefined ? {} : { at }) };
}

/** Whether a command that ends stays could bring the conversation back to WRITE: then all of its members are loaded. */
export function mayShrink(state: Pick<ConversationState, 'fanOut' | 'memberCount' | 'fanOutRule'>, leaving: number): boolean {
  return state.fanOut === 'READ' && leaving > 0 && state.memberCount - leaving <= state.fanOutRule.writeAgain;
}
