// `npm run simulate -- --seeds N [--from S] [--steps N]`: prints the first seed whose story breaks a rule.
import { parseArgs } from 'node:util';
import { type Story, simulate } from './simulate.ts';

const TOLD = Number(process.env.TOLD ?? 40);

function tell({ seed, faults, steps }: Story): void {
  console.log(`\nseed ${seed}, after ${steps.length} steps:`);
  for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`);
  console.log(`The last ${Math.min(TOLD, steps.length)} steps:`);
  for (const step of steps.slice(-TOLD)) console.log(`  ${step}`);
}

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string', default: '300' },
  },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
let broken = 0;
let events = 0;
const began = performance.now();
for (let seed = from; seed < from + seeds; seed += 1) {
  const story = await simulate(seed, Number(values.steps));
  events += story.events;
  if (story.faults.length > 0) {
    broken += 1;
    if (broken <= Number(process.env.TELL ?? 3)) tell(story);
  }
}
const seconds = (performance.now() - began) / 1000;
console.log(`\n${seeds} seeds of ${values.steps} steps, ${events} events, ${seconds.toFixed(0)} s: ${broken} broke a rule`);
process.exitCode = broken > 0 ? 1 : 0;
