import { expect, test } from 'vitest';
import type { AgentState } from '../../../core/protocol/desk.ts';
import { type DepartmentId, toId } from '../../../core/protocol/ids.ts';
import type { WireAgent } from '../../../core/protocol/wire-desk.ts';
import { agentsFor } from './transfer-order.ts';

const ORDERS = { id: toId<DepartmentId>('5'), name: 'Orders', open: true, opensAt: null, waiting: 0 } as const;
const agent = (id: string, state: AgentState, load: number, here = true): WireAgent => ({
  user: { id: toId(id), handle: id, name: id, avatarUrl: null, kind: 'PERSON' },
  state,
  stateReason: null,
  load,
  capacity: 4,
  departmentIds: here ? [ORDERS.id] : [],
});

test('[desk] who is there with most room stands first, then full ones, away and offline; nobody to themselves, and none who does not answer there', () => {
  const all = [
    agent('1', 'OFFLINE', 0),
    agent('2', 'ONLINE', 4),
    agent('3', 'AWAY', 0),
    agent('4', 'ONLINE', 2),
    agent('5', 'ONLINE', 1),
    agent('6', 'ONLINE', 0, false),
    agent('7', 'ONLINE', 0),
    agent('8', 'ONLINE', 0),
  ];
  const order = agentsFor(all, { assignee: all[6]!.user, department: ORDERS }, '8').map(({ user }) => user.id);
  expect(order).toEqual(['5', '4', '2', '3', '1']);
});
