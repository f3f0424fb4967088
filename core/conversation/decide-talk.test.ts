import { expect, test } from 'vitest';
import { type ConversationId, type EventId, toId, type UserId } from '../protocol/ids.ts';
import { decideFound } from './decide-members.ts';
import { decideTalkMembers, mayWriteTalk } from './decide-talk.ts';
import { applyEvent, type ConversationState, emptyState, type Standing } from './state.ts';

const [VERA, ADA, BEN, CAT] = ['1', '2', '3', '4'].map((id) => toId<UserId>(id)) as [UserId, UserId, UserId, UserId];

/** Ada's ticket; these are in, those have a standing. */
function talkOf(kind: 'SUPPORT' | 'NOTES', members: UserId[], standings: [UserId, Standing][]): ConversationState {
  const state = emptyState(toId<ConversationId>('900'), kind, 'WRITE', null, {});
  const plan = decideFound(members, null);
  if ('events' in plan) for (const event of plan.events) applyEvent(state, event, toId<EventId>('1'), 1);
  state.talk = { visitorId: VERA, assigneeId: ADA, isMerged: false, standings: new Map(standings) };
  return state;
}

const done = (state: ConversationState, asked: UserId[]) =>
  decideTalkMembers(state, asked).events.map(({ kind, data }) => [kind, data?.userId ?? data?.userIds]);

test('[D6] whoever has no standing goes from the notes; whose standing was not read stays', () => {
  expect(done(talkOf('NOTES', [ADA, BEN, CAT], [[ADA, 'assigned']]), [ADA, BEN])).toEqual([['leave', BEN]]);
  expect(
    done(
      talkOf(
        'NOTES',
        [BEN],
        [
          [ADA, 'assigned'],
          [BEN, 'agent'],
        ],
      ),
      [ADA, BEN],
    ),
  ).toEqual([['join', [ADA]]]);
});

test('[D6] the agent of a ticket who is not of the desk any more goes from the talk, and does not come into either', () => {
  expect(done(talkOf('SUPPORT', [VERA, ADA], [[VERA, 'visitor']]), [VERA, ADA])).toEqual([['leave', ADA]]);
  expect(done(talkOf('SUPPORT', [VERA], [[VERA, 'visitor']]), [VERA, ADA])).toEqual([]);
  expect(done(talkOf('NOTES', [], []), [ADA])).toEqual([]);
  expect(done(talkOf('SUPPORT', [VERA], []), [])).toEqual([['join', [ADA]]]);
});

test('[D6] [D7] who writes: into the talk its visitor, its agent and supervisors, into the notes all of the desk and never the visitor', () => {
  const may = (kind: 'SUPPORT' | 'NOTES', standing: Standing | null, isMerged = false) => {
    const state = talkOf(kind, [VERA, BEN], standing ? [[BEN, standing]] : []);
    if (state.talk) state.talk = { ...state.talk, isMerged };
    return mayWriteTalk(state, BEN)?.refused ?? 'may';
  };
  const all = ['visitor', 'assigned', 'agent', 'supervisor', null] as const;
  expect(all.map((standing) => may('SUPPORT', standing))).toEqual(['may', 'may', 'FORBIDDEN', 'may', 'FORBIDDEN']);
  expect(all.map((standing) => may('NOTES', standing))).toEqual(['NOT_FOUND', 'may', 'may', 'may', 'NOT_FOUND']);
  expect(all.map((standing) => may('SUPPORT', standing, true))).toEqual(['may', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
});
