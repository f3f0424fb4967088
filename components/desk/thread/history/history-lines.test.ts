import { expect, test } from 'vitest';
import { toId, type UserId } from '../../../../core/protocol/ids.ts';
import type { WireUser } from '../../../../core/protocol/wire.ts';
import type { WireTicketEvent } from '../../../../core/protocol/wire-ticket-history.ts';
import { blocksOf, folded, isRun, linesOf } from './history-lines.ts';

const user = (id: string, name: string): WireUser => ({ id: toId<UserId>(id), handle: name, name, avatarUrl: null, kind: 'PERSON' });
const ADA = user('1', 'Ada');
const BEN = user('2', 'Ben');

let version = 0;
function event(kind: string, more: Partial<WireTicketEvent> = {}): WireTicketEvent {
  version += 1;
  return {
    version,
    kind,
    at: new Date(version * 1_000).toISOString(),
    actor: null,
    agent: null,
    department: null,
    until: null,
    reason: null,
    note: null,
    into: null,
    overCapacity: false,
    changes: {},
    ...more,
  };
}

/** From the first second on. */
function happened(...steps: (readonly [string, Partial<WireTicketEvent>?])[]): WireTicketEvent[] {
  version = 0;
  return steps.map(([kind, more]) => event(kind, more));
}

const oneDay = () => '';
const shape = (events: readonly WireTicketEvent[], said: readonly number[] = [], dayOf: (at: number) => string = oneDay) =>
  blocksOf(linesOf(events), { said, begin: Number.POSITIVE_INFINITY }, dayOf).map(({ lines }) =>
    folded(lines).map((line) => (isRun(line) ? [...line.before, line.last].map((each) => each.event.kind).join(' > ') : line.event.kind)),
  );

test('[desk] a run of the router’s own is one line, told by its last; what people do stands by itself', () => {
  const events = happened(
    ['opened'],
    ['offered', { agent: ADA }],
    ['timedOut', { agent: ADA }],
    ['offered', { agent: BEN }],
    ['accepted', { actor: BEN }],
    ['snoozed', { actor: BEN }],
    ['woken'],
    ['offered', { agent: ADA }],
  );
  expect(shape(events)).toEqual([['opened', 'offered > timedOut > offered > accepted', 'snoozed', 'woken', 'offered']]);
});

test('[desk] a run ends where something was said between, and where a day ends', () => {
  const events = happened(['opened'], ['offered', { agent: ADA }], ['timedOut', { agent: ADA }], ['offered', { agent: BEN }]);
  expect(shape(events, [500, 2_500])).toEqual([['opened', 'offered'], ['timedOut > offered']]);
  expect(shape(events, [], (at) => (at < 4_000 ? 'Mon' : 'Tue'))).toEqual([['opened', 'offered > timedOut'], ['offered']]);
});

test('[desk] what the talk says itself has no line', () => {
  expect(shape(happened(['taken', { actor: ADA }], ['answered', { actor: ADA }], ['resolved', { actor: ADA }]))).toEqual([
    ['taken', 'resolved'],
  ]);
});

test('[desk] who takes over is told from whom; after a transfer nobody had it', () => {
  const events = happened(
    ['taken', { actor: ADA }],
    ['taken', { actor: BEN }],
    ['transferredToAgent', { actor: BEN, agent: ADA }],
    ['declined', { actor: ADA }],
    ['taken', { actor: BEN }],
  );
  expect(linesOf(events).map(({ from }) => from?.name ?? null)).toEqual([null, 'Ada', 'Ben', null, null]);
});

test('[desk] why is asked of the router’s choices alone, not of what was transferred or taken', () => {
  const events = happened(
    ['offered', { agent: ADA }],
    ['accepted', { actor: ADA }],
    ['transferredToAgent', { actor: ADA, agent: BEN }],
    ['accepted', { actor: BEN }],
    ['taken', { actor: ADA }],
  );
  expect(linesOf(events).map(({ chosen }) => chosen?.name ?? null)).toEqual(['Ada', 'Ada', null, null, null]);
});

test('[desk] a ticket opens with its first words, which stand before it; who takes it comes after them', () => {
  const events = happened(['opened'], ['taken', { actor: ADA }]);
  const opened = Date.parse(events[0]?.at ?? '');
  const words = opened - 30;
  const blocks = blocksOf(linesOf(events), { said: [words], begin: words }, oneDay);
  expect(blocks.map(({ at, lines }) => [at, lines.map(({ event: { kind } }) => kind)])).toEqual([
    [words, ['opened']],
    [opened + 1_000, ['taken']],
  ]);
});

test('[desk] what was done by a clock that is a little behind stands after the first words all the same', () => {
  const events = happened(['opened'], ['offered', { agent: ADA }]);
  const words = Date.parse(events[1]?.at ?? '') + 4;
  const blocks = blocksOf(linesOf(events), { said: [words], begin: words }, oneDay);
  expect(blocks.map(({ at, lines }) => [at <= words, lines.map(({ event: { kind } }) => kind)])).toEqual([
    [true, ['opened']],
    [false, ['offered']],
  ]);
});
