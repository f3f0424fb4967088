// The write path as a small system: two people with an outbox each, a network that loses, doubles, delays and turns, batches of
// any of what waits in any order, numbers that are held, answers that are lost, pages that are loaded anew (another lane, the
// same keys), and Ben who leaves and comes back. Every step is one commit or one sending.
import type { Command } from '../../core/timeline/command.ts';
import type { Action, System } from './explore.ts';
import { answered, type Item, NO_ITEMS, type Person, personOf, reopened, sent } from './write-people.ts';
import { brokenHeld, brokenLog, brokenOnce, brokenRanges, finalOf } from './write-rules.ts';
import { commandOf, commit, founded, NAMES, PEOPLE, type Request, type Store, userOf, type WriteParts } from './write-store.ts';

export interface WriteSize {
  /** Messages of each of the two. */
  readonly items: readonly [number, number];
  /** Ben leaves, and is added again, at any moment. */
  readonly moves: boolean;
  /** Losses, doubles, delays, lost answers and loaded pages, all together. */
  readonly faults: number;
  /** How often one item may leave. */
  readonly tries: number;
  /** Requests of one batch. */
  readonly batch: number;
}

interface World {
  readonly store: Store;
  readonly people: readonly Person[];
  readonly network: readonly Request[];
  readonly held: readonly Request[];
  readonly faults: number;
  /** What each key was finally answered: `user item` -> `finalOf`. */
  readonly told: ReadonlyMap<string, string>;
  /** Numbers of lanes that had their final answer, and the places in the log that lanes have filled. */
  readonly settled: ReadonlySet<string>;
  readonly placed: ReadonlyMap<string, readonly number[]>;
}

const textOf = (request: Request): string => {
  if (request.kind !== 'send') return request.kind === 'add' ? 'Ann adds Ben' : 'Ben leaves';
  return `${NAMES[request.user]}'s message ${request.item} as number ${request.number} of lane ${request.lane}`;
};
const idOf = (request: Request) =>
  request.kind === 'send' ? [request.user, request.item, request.lane, request.number].join('.') : request.kind;
const placeOf = (user: number, lane: number, number: number) => `${user}.${lane}.${number}`;

/** Every choice of up to `most` of these, in every order; the empty one too. */
function* choices<T>(list: readonly T[], most: number): Generator<T[]> {
  yield [];
  if (most === 0) return;
  for (const [index, one] of list.entries()) {
    for (const rest of choices([...list.slice(0, index), ...list.slice(index + 1)], most - 1)) yield [one, ...rest];
  }
}

function without<T>(list: readonly T[], gone: readonly T[]): T[] {
  return list.filter((one) => !gone.includes(one));
}

function* sendings(world: World, { tries }: WriteSize): Generator<Action<World>> {
  for (const [user, person] of world.people.entries()) {
    // Whoever has left as often as it may holds nobody up.
    const isPast = (item: Item) => item.answer !== null || item.sent || item.tries >= tries;
    const ready = (item: Item, index: number) => item.answer === null && item.tries < tries && person.items.slice(0, index).every(isPast);
    for (const [index, item] of person.items.entries()) {
      if (!ready(item, index)) continue;
      const request: Request = { kind: 'send', user, item: index + 1, lane: person.lane, number: item.number };
      const under = [...world.network, ...world.held].some(
        (other) => other.kind === 'send' && other.user === user && other.item === index + 1,
      );
      if (under && world.faults === 0) continue;
      const faults = world.faults - (under ? 1 : 0);
      const label = `${textOf(request)} is sent${under ? ' again, though its last try is still on its way' : ''}`;
      yield {
        label,
        next: { ...world, faults, people: world.people.with(user, sent(person, index)), network: [...world.network, request] },
      };
    }
    if (world.faults > 0 && person.items.some((item) => item.answer === null && item.sent)) {
      const people = world.people.with(user, reopened(person));
      yield {
        label: `${NAMES[user]} loads the page anew: another lane, the same keys`,
        next: { ...world, people, faults: world.faults - 1 },
      };
    }
  }
}

function* losses(world: World): Generator<Action<World>> {
  if (world.faults === 0) return;
  for (const request of world.network) {
    if (request.kind !== 'send') continue;
    yield { label: `${textOf(request)} is lost`, next: { ...world, faults: world.faults - 1, network: without(world.network, [request]) } };
  }
}

type Fate = 'answered' | 'answers lost' | 'again' | 'doubled';

function* batches(parts: WriteParts, world: World, size: WriteSize): Generator<Action<World>> {
  const fates: Fate[] = world.faults > 0 ? ['answered', 'answers lost', 'again', 'doubled'] : ['answered'];
  for (const chosen of choices(world.network, size.batch)) {
    for (const look of [null, ...world.held]) {
      if (chosen.length === 0 && look === null) continue;
      for (const fate of fates) {
        if (fate === 'doubled' && chosen.length === 0) continue;
        yield step(parts, world, chosen, look, fate);
      }
    }
  }
}

const FATES: Readonly<Record<Fate, string>> = {
  answered: '',
  'answers lost': '; its answers are lost',
  again: '; the answer to its COMMIT is lost, so the batch comes again',
  doubled: '; the first of them comes once more later',
};

/** One batch: what is held first, then these, as a writer takes them. */
function step(parts: WriteParts, world: World, chosen: readonly Request[], look: Request | null, fate: Fate): Action<World> {
  const held = look === null ? world.held : [look, ...without(world.held, [look])];
  const requests = [...held, ...chosen];
  const commands = requests.map(commandOf);
  const lastLook = new Set<Command>(look === null ? [] : commands.slice(0, 1));
  const { store, result } = commit(parts, world.store, commands, lastLook);
  const outcomes = requests.map((request, index) => ({ request, outcome: result.outcomes.get(commands[index] ?? commandOf(request)) }));
  const entries = result.writes.get(store.state.id)?.ranges.entries ?? [];
  const judged = judge(world, outcomes);
  const broken =
    brokenLog(store.log, store.state.head) ??
    brokenOnce(store.log) ??
    brokenRanges(store.log, world.store.log.length + 1, entries, PEOPLE) ??
    brokenHeld(lastLook, result.outcomes) ??
    judged.broken;
  const waits = fate === 'again' ? world.held : outcomes.flatMap(({ request, outcome }) => (outcome ? [] : [request]));
  const left = without(world.network, chosen);
  const stays = fate === 'again' ? chosen : fate === 'doubled' ? chosen.slice(0, 1) : [];
  const lost = fate === 'again' || fate === 'answers lost';
  const what = requests.map((request) => `${textOf(request)}${request === look ? ' (its last look)' : ''}`).join(', ');
  return {
    label: `a batch of [${what}] is committed${FATES[fate]}`,
    broken,
    next: {
      ...world,
      store,
      told: judged.told,
      settled: judged.settled,
      placed: judged.placed,
      held: waits,
      network: [...left, ...stays],
      people: lost ? world.people : answered(world.people, outcomes),
      faults: world.faults - (fate === 'answered' ? 0 : 1),
    },
  };
}

const BEN = 1;
type Outcomes = Parameters<typeof answered>[1];

/** What the answers say against all that was answered before (S11, S15). */
function judge(world: World, outcomes: Outcomes): Pick<World, 'told' | 'settled' | 'placed'> & { broken: string | null } {
  const told = new Map(world.told);
  const settled = new Set(world.settled);
  const placed = new Map(world.placed);
  let broken: string | null = null;
  for (const { request, outcome } of outcomes) {
    if (request.kind !== 'send' || !outcome) continue;
    const { user, item, lane, number } = request;
    const final = finalOf(outcome);
    const key = `${user} ${item}`;
    const before = told.get(key);
    if (before !== undefined && before !== final)
      broken ??= `S15: ${textOf(request)} was answered ${before}, then ${final ?? 'OUT_OF_ORDER'}`;
    if (final === null) {
      const expected = outcome.kind === 'refused' ? Number(outcome.refusal.details?.expected) : 0;
      if (expected >= number) broken ??= `S11: ${textOf(request)} is refused, ${expected} expected: it was never used`;
      if (settled.has(placeOf(user, lane, expected))) broken ??= `S11: ${textOf(request)} is refused for ${expected}, which had its answer`;
      continue;
    }
    told.set(key, final);
    // Whoever is no member has no lane made: a number of it may have its answer and be used by nothing.
    const isIn = world.store.state.members.has(userOf(user)) && !(user === BEN && outcomes.some((one) => one.request.kind === 'leave'));
    if (final !== 'NOT_FOUND' && isIn) settled.add(placeOf(user, lane, number));
  }
  const fresh = outcomes.flatMap(({ request, outcome }) =>
    request.kind === 'send' && outcome?.kind === 'stored' ? [{ ...request, seq: outcome.events[0]?.seq ?? 0 }] : [],
  );
  for (const { user, lane, number } of fresh.sort((a, b) => a.seq - b.seq)) {
    const of = `${user}.${lane}`;
    const before = placed.get(of) ?? [];
    if ((before.at(-1) ?? 0) >= number) broken ??= `S11: lane ${lane} of ${NAMES[user]} is stored as ${[...before, number].join(', ')}`;
    placed.set(of, [...before, number]);
  }
  return { told, settled, placed, broken };
}

/** All that was answered as stored stands where the answer says (S1); at the end everybody has an answer, or has given up. */
function brokenWorld({ store, people, held }: World, last: boolean, { tries }: WriteSize): string | null {
  for (const [user, person] of people.entries()) {
    for (const [index, item] of person.items.entries()) {
      const place = /^at (\d+)$/.exec(item.answer ?? '')?.[1];
      if (place !== undefined && store.log[Number(place) - 1]?.text !== `${NAMES[user]} ${index + 1}`) {
        return `S1: ${NAMES[user]}'s message ${index + 1} was answered ${item.answer}, where it does not stand`;
      }
      if (last && item.answer === null && item.tries < tries) return `S1: ${NAMES[user]}'s message ${index + 1} waits for ever`;
    }
  }
  return last && held.length > 0 ? `S11: ${held.map(textOf).join(', ')} is held for ever` : null;
}

/** The entries say nothing of what follows, so they are no part of it; the log does, and so does who asked for what. */
function keyOf({ store, people, network, held, faults, told, settled, placed }: World): string {
  return JSON.stringify([
    store.log.map(({ kind, clientId }) => [kind, clientId]),
    [...store.keys].map(([key, { seq, refused }]) => [key, seq, refused]).sort(),
    [...store.lanes].map(([key, { last, ahead }]) => [key, last, ahead]).sort(),
    people,
    network.map(idOf).sort(),
    held.map(idOf),
    faults,
    [...told].sort(),
    [...settled].sort(),
    [...placed].sort(),
  ]);
}

export function writePath(parts: WriteParts, size: WriteSize): System<World> {
  return {
    initial: {
      store: founded(),
      people: size.items.map((count) => personOf(count)),
      network: size.moves ? [{ kind: 'leave' }, { kind: 'add' }] : NO_ITEMS,
      held: [],
      faults: size.faults,
      told: new Map(),
      settled: new Set(),
      placed: new Map(),
    },
    *actions(world) {
      yield* sendings(world, size);
      yield* losses(world);
      yield* batches(parts, world, size);
    },
    key: keyOf,
    broken: (world, last) => brokenWorld(world, last, size),
  };
}
