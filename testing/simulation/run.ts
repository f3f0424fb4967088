// `npm run simulate -- --seeds N [--from S] [--steps N] [--story]`: seeds one after the other; those that break a rule are told,
// the first of them with their steps.
import { parseArgs } from 'node:util';
import { type Story, simulate } from './simulate.ts';

const TOLD_SEEDS = 3;
const TOLD_STEPS = 40;
const PROGRESS_MS = 10_000;

function tell({ seed, faults, steps }: Story, whole: boolean): void {
  console.log(`\nseed ${seed}, after ${steps.length} steps:`);
  for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`);
  const told = whole ? steps : steps.slice(-TOLD_STEPS);
  console.log(`  its last ${told.length} steps (ms of its clock):`);
  for (const step of told) console.log(`    ${step}`);
}

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string', default: '300' },
    story: { type: 'boolean', default: false },
  },
});
const [from, seeds, steps] = [Number(values.from), Number(values.seeds), Number(values.steps)];
if (![from, seeds, steps].every((each) => Number.isInteger(each) && each > 0))
  throw new Error('--seeds, --from and --steps are whole numbers above 0');

const broken: number[] = [];
let events = 0;
const began = performance.now();
let toldAt = began;
for (let seed = from; seed < from + seeds; seed += 1) {
  const story = await simulate(seed, steps);
  events += story.events;
  if (story.faults.length > 0) {
    broken.push(seed);
    if (broken.length <= TOLD_SEEDS) tell(story, values.story);
  } else if (values.story && seeds === 1) tell(story, true);
  if (performance.now() - toldAt < PROGRESS_MS) continue;
  toldAt = performance.now();
  console.log(`  ${seed - from + 1} of ${seeds} seeds, ${broken.length} broke a rule`);
}
const seconds = Math.round((performance.now() - began) / 1000);
console.log(
  `\n${seeds} seeds of ${steps} steps, ${events} events, ${seconds} s: ${broken.length} broke a rule${broken.map((seed) => ` ${seed}`).join('')}`,
);
process.exitCode = broken.length > 0 ? 1 : 0;
