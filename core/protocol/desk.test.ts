import { expect, test } from 'vitest';
import {
  AGENT_STATES,
  type AgentState,
  DESK_ROLES,
  LOADING_STATES,
  OFFER_ENDS,
  OPEN_STATES,
  STRATEGIES,
  type Strategy,
  TICKET_STATES,
} from './desk.ts';

test('[desk] codes are stored: a list grows at its end only', () => {
  const agentStates: readonly AgentState[] = ['ONLINE', 'AWAY', 'OFFLINE'];
  const strategies: readonly Strategy[] = ['leastLoaded', 'roundRobin', 'longestIdle'];
  expect(TICKET_STATES.slice(0, 7)).toEqual(['WAITING', 'OFFERED', 'ACTIVE', 'PENDING', 'SNOOZED', 'RESOLVED', 'CLOSED']);
  expect(AGENT_STATES.slice(0, 3)).toEqual(agentStates);
  expect(DESK_ROLES.slice(0, 3)).toEqual(['agent', 'supervisor', 'admin']);
  expect(STRATEGIES.slice(0, 3)).toEqual(strategies);
  expect(OFFER_ENDS.slice(0, 4)).toEqual(['accepted', 'declined', 'timedOut', 'withdrawn']);
});

test('[D2] what loads an agent is open', () => {
  expect(LOADING_STATES.filter((state) => !OPEN_STATES.some((open) => open === state))).toEqual([]);
});
