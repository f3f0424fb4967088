// A department of small numbers for the tests of routing, said in a line each, and random ones in which conflicts are common.
import fc from 'fast-check';
import { STRATEGIES } from '../../core/protocol/desk.ts';
import { type DepartmentId, type TicketId, toId, type UserId } from '../../core/protocol/ids.ts';
import type { RoutingAgent, RoutingInput, RoutingRules, Skills, WaitingTicket } from '../../core/routing/world.ts';

export const NOW = 1_800_000_000_000;
export const ELSEWHERE = toId<DepartmentId>('77');

export const agentId = (n: number) => toId<UserId>(String(100 + n));
export const ticketId = (n: number) => toId<TicketId>(String(8 + n));
export const skills = (levels: Readonly<Record<string, number>>): Skills => new Map(Object.entries(levels));
export const ago = (seconds: number) => NOW - seconds * 1000;

export function makeRules(more: Partial<RoutingRules> = {}): RoutingRules {
  return {
    strategy: 'leastLoaded',
    stickyMs: 86_400_000,
    stickyWaitMs: 20_000,
    offerMs: 30_000,
    offerPauseMs: 60_000,
    offersUnanswered: 3,
    vipSteps: 10,
    relaxAfterMs: null,
    overflowAfterMs: 60_000,
    overflowTo: null,
    ...more,
  };
}

/** Online with one free place. */
export function makeAgent(n: number, more: Partial<RoutingAgent> = {}): RoutingAgent {
  return {
    id: agentId(n),
    state: 'ONLINE',
    leaseUntil: NOW + 70_000,
    capacity: 1,
    load: 0,
    skills: new Map(),
    lastAssignedAt: null,
    idleSince: ago(100),
    ...more,
  };
}

/** The first one has waited longest: 60 s, 59 s, ... */
export function makeTicket(n: number, more: Partial<WaitingTicket> = {}): WaitingTicket {
  const enqueuedAt = more.enqueuedAt ?? ago(61 - n);
  return {
    id: ticketId(n),
    enqueuedAt,
    arrivedAt: enqueuedAt,
    priority: 0,
    vip: false,
    required: new Map(),
    preferred: new Map(),
    last: null,
    passed: [],
    unanswered: 0,
    supervisorsTold: false,
    transferTo: null,
    ...more,
  };
}

/** Null in three of four. */
const some = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
/** Null in one of two. */
const half = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
/** Few different ones, so that ends and ties meet. */
const seconds = fc.integer({ min: -3, max: 8 }).map((n) => n * 5);
const level = fc.integer({ min: 1, max: 2 });
const skillMap = fc.dictionary(fc.constantFrom('en', 'zh'), level, { maxKeys: 2 }).map(skills);
const anyAgent = fc.integer({ min: 1, max: 7 }).map(agentId);

const randomAgent = fc
  .record({
    state: fc.oneof({ weight: 8, arbitrary: fc.constant('ONLINE' as const) }, fc.constantFrom('AWAY' as const, 'OFFLINE' as const)),
    leaseUntil: seconds.map((s) => NOW + 15_000 + s * 1000),
    capacity: fc.integer({ min: 0, max: 3 }),
    load: fc.constantFrom(0, 0, 1, 2, 3),
    skills: skillMap,
    lastAssignedAt: half(seconds.map((s) => ago(50 + s))),
    idleSince: seconds.map((s) => ago(50 + s)),
  })
  .map((more) => (n: number) => makeAgent(n, more));

const randomTicket = fc
  .record({
    enqueuedAt: seconds.map((s) => ago(15 + s)),
    arrivedAt: seconds.map((s) => ago(15 + s)),
    priority: fc.constantFrom(0, 0, 0, 1, -1),
    vip: fc.constantFrom(false, false, false, true),
    required: fc.oneof(fc.constant(skills({})), skillMap),
    preferred: fc.oneof(fc.constant(skills({})), skillMap),
    last: half(fc.record({ agentId: anyAgent, at: fc.constantFrom(ago(30), ago(80), ago(200)) })),
    passed: fc.array(fc.record({ agentId: anyAgent, until: seconds.map((s) => NOW + s * 1000) }), { maxLength: 2 }),
    unanswered: fc.integer({ min: 0, max: 4 }),
    supervisorsTold: fc.boolean(),
    transferTo: some(anyAgent),
  })
  .map((more) => (n: number) => makeTicket(n, more));

const randomRules = fc.record({
  strategy: fc.constantFrom(...STRATEGIES),
  stickyMs: fc.constantFrom(0, 60_000, 86_400_000),
  relaxAfterMs: half(fc.constantFrom(0, 15_000, 30_000)),
  overflowAfterMs: fc.constantFrom(10_000, 15_000, 30_000),
  overflowTo: half(fc.constant(ELSEWHERE)),
});

type MakeAgent = (n: number) => RoutingAgent;
/** Few places, so that tickets are in each other's way. */
const crowded: fc.Arbitrary<MakeAgent[]> = fc.array(randomAgent, { maxLength: 5, size: 'max' });
/** More candidates than an explanation shows. */
const roomy: fc.Arbitrary<MakeAgent[]> = fc
  .array(randomAgent, { minLength: 7, maxLength: 9 })
  .map((agents) => agents.map((make) => (n: number) => ({ ...make(n), state: 'ONLINE' as const, capacity: 4 })));

/** Up to nine agents and eight tickets. */
export const randomWorlds: fc.Arbitrary<RoutingInput> = fc
  .record({
    rules: randomRules.map(makeRules),
    waiting: fc.array(randomTicket, { maxLength: 8, size: 'max' }),
    agents: fc.oneof({ weight: 3, arbitrary: crowded }, { weight: 1, arbitrary: roomy }),
  })
  .map(({ rules, waiting, agents }) => ({
    now: NOW,
    rules,
    waiting: waiting.map((make, index) => make(index + 1)),
    agents: agents.map((make, index) => make(index + 1)),
  }));
