import { expect, test } from 'vitest';
import type { DepartmentId, UserId } from '../../core/protocol/ids.ts';
import type { BoardAgent, BoardQueue } from '../../core/protocol/wire-setup.ts';
import { sumsOf } from './sums.ts';

const NOW = 1_800_000_000_000;
const [SALES, HELP] = ['11', '12'] as DepartmentId[];
const queue = (id: DepartmentId, more: Partial<BoardQueue>): BoardQueue => ({
  id,
  name: id,
  open: true,
  waiting: 0,
  unanswered: 0,
  waitingSince: null,
  offered: 0,
  active: 0,
  pending: 0,
  snoozed: 0,
  online: 0,
  away: 0,
  free: 0,
  targetMs: null,
  resolutionMs: null,
  hours: null,
  breaches: 0,
  unsolved: 0,
  arrived: 0,
  closed: 0,
  points: [{ at: NOW, arrived: 2, closed: 1 }],
  ...more,
});
const agent = (id: string, departmentIds: DepartmentId[], more: Partial<BoardAgent>): BoardAgent => ({
  user: { id: id as UserId, handle: id, name: id, avatarUrl: null, kind: 'PERSON' },
  role: 'agent',
  state: 'ONLINE',
  stateReason: null,
  goneSince: null,
  capacity: 5,
  load: 2,
  offered: 0,
  active: 2,
  pending: 0,
  since: null,
  departmentIds,
  ...more,
});

const board = {
  at: NOW,
  queues: [
    queue(SALES!, { active: 1, pending: 1, waiting: 3, waitingSince: NOW - 400_000, targetMs: 300_000, breaches: 1 }),
    queue(HELP!, { waiting: 1, waitingSince: NOW - 500_000 }),
  ],
  agents: [agent('1', [SALES!, HELP!], {}), agent('2', [SALES!], { goneSince: NOW - 1_000 }), agent('3', [HELP!], { state: 'AWAY' })],
};

test('[board] an agent of two departments counts once; who has no open desk is neither online nor room', () => {
  expect(sumsOf(board, null)).toMatchObject({ waiting: 4, talking: 2, load: 2, capacity: 5, online: 1, away: 1, gone: 1, breaches: 1 });
  expect(sumsOf(board, HELP!)).toMatchObject({ waiting: 1, online: 1, away: 1, gone: 0, breaches: 0 });
});

test('[board] the longest wait is over where its own department has a target that it passed', () => {
  expect(sumsOf(board, null).longest).toMatchObject({ since: NOW - 500_000, over: false });
  expect(sumsOf(board, SALES!).longest).toMatchObject({ since: NOW - 400_000, over: true });
  expect(sumsOf({ ...board, queues: [] }, null)).toMatchObject({ longest: null, points: [] });
  expect(sumsOf(board, null).points).toEqual([{ at: NOW, arrived: 4, closed: 2 }]);
});
