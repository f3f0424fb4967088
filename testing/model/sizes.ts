// The systems that are explored: small ones whole in `npm test`, larger ones by `npm run model`.
import type { System } from './explore.ts';
import { READ_PARTS, type ReadParts } from './read-device.ts';
import { readPath } from './read-path.ts';
import { type Deed, scriptOf } from './read-script.ts';
import { type WriteSize, writePath } from './write-path.ts';
import { WRITE_PARTS, type WriteParts } from './write-store.ts';

type Batches = readonly (readonly Deed[])[];

export const WRITES = {
  'three messages of one, one fault': { items: [3, 0], moves: false, faults: 1, tries: 2, batch: 3 },
  'two messages of who leaves and comes back, one fault': { items: [0, 2], moves: true, faults: 1, tries: 2, batch: 3 },
  'two messages of one, two faults': { items: [2, 0], moves: false, faults: 2, tries: 3, batch: 3 },
  'two messages of each, one fault': { items: [2, 2], moves: false, faults: 1, tries: 2, batch: 2 },
  'one and two messages, who leaves and comes back, one fault': { items: [1, 2], moves: true, faults: 1, tries: 2, batch: 2 },
} as const satisfies Record<string, WriteSize>;

/** Message 2 is said, reacted to and changed; each inner list is one batch. */
const EFFECTS: Batches = [['say'], [['react', 'ben', 2]], [['react', 'ann', 2]], [['edit', 2]]];
const RECALL: Batches = [
  ['say', 'say'],
  [
    ['react', 'ben', 2],
    ['edit', 3],
  ],
  [
    ['react', 'ann', 2],
    ['edit', 3],
  ],
  ['say', ['recall', 3]],
];
const BACK: Batches = [['say'], [['edit', 2], 'leave', 'add'], [['react', 'ann', 2]]];
const MOVES: Batches = [['say'], [['edit', 2], 'leave', 'say', 'add'], [['edit', 2]], [['react', 'ann', 2]]];

export const READS = {
  'edits and a recall': { batches: RECALL, faults: 0 },
  'a change of a message over a leave and a coming back': { batches: BACK, faults: 0 },
  'reactions and an edit, one fault': { batches: EFFECTS, faults: 1 },
} as const satisfies Record<string, { readonly batches: Batches; readonly faults: number }>;

/** More than `npm test` has time for. */
const LARGE_READS = {
  'reactions and an edit, two faults': { batches: EFFECTS, faults: 2 },
  'edits and a recall, two faults': { batches: RECALL, faults: 2 },
  'an edit over a leave and a coming back': { batches: MOVES, faults: 0 },
  'an edit over a leave and a coming back, one fault': { batches: MOVES, faults: 1 },
  'a leave, a coming back, and what is said meanwhile, one fault': {
    batches: [['say'], [['react', 'ann', 2], 'leave'], ['say'], ['add', 'say'], [['react', 'ben', 7]]] satisfies Batches,
    faults: 1,
  },
} as const;

const LARGE_WRITES = {
  'three messages of one, two faults': { items: [3, 0], moves: false, faults: 2, tries: 3, batch: 3 },
  'two messages of who leaves and comes back, two faults': { items: [0, 2], moves: true, faults: 2, tries: 3, batch: 3 },
  'two messages of each, who leaves and comes back, one fault': { items: [2, 2], moves: true, faults: 1, tries: 2, batch: 2 },
  'three and two messages, one fault': { items: [3, 2], moves: false, faults: 1, tries: 2, batch: 3 },
} as const satisfies Record<string, WriteSize>;

export const ofWrites = (size: WriteSize, parts: WriteParts = WRITE_PARTS) => writePath(parts, size);

export function ofReads({ batches, faults }: { readonly batches: Batches; readonly faults: number }, parts: ReadParts = READ_PARTS) {
  return readPath(parts, scriptOf(batches), faults);
}

/** By name. */
export function* systems(sizes: 'small' | 'large'): Generator<readonly [string, System<unknown>]> {
  const named = <S>(name: string, system: System<S>) => [name, system as System<unknown>] as const;
  const writes: Readonly<Record<string, WriteSize>> = sizes === 'small' ? WRITES : LARGE_WRITES;
  const reads = sizes === 'small' ? READS : LARGE_READS;
  for (const [name, size] of Object.entries(writes)) yield named(`write path, ${name}`, ofWrites(size));
  for (const [name, size] of Object.entries(reads)) yield named(`read path, ${name}`, ofReads(size));
}
