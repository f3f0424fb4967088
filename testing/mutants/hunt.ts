// One planted bug in a process of its own: seeds of the simulation until one breaks a rule. Prints the seed and the rule.
import { registerHooks } from 'node:module';
import { parseArgs } from 'node:util';
import { bugNamed, plant } from './plant.ts';

const { values } = parseArgs({ options: { bug: { type: 'string' }, seeds: { type: 'string' }, steps: { type: 'string' } } });
const bug = bugNamed(values.bug ?? '');
const textOf = (source: unknown): string =>
  source instanceof Uint8Array ? Buffer.from(source).toString() : typeof source === 'string' ? source : '';
let isPlanted = false;
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(`/${bug.file}`)) return loaded;
    isPlanted = true;
    return { ...loaded, source: plant(bug, textOf(loaded.source)) };
  },
});

const { simulate } = await import('../simulation/simulate.ts');
if (!isPlanted) throw new Error(`${bug.file} is not loaded by the simulation`);

/** What a bug breaks may be the story itself: that is found as well. */
async function faultOf(seed: number): Promise<string | undefined> {
  try {
    return (await simulate(seed, Number(values.steps))).faults[0];
  } catch (error) {
    return `the story ends: ${error instanceof Error ? error.message : String(error)}`;
  }
}

let found: { readonly seed: number; readonly fault: string } | null = null;
process.on('unhandledRejection', (error) => {
  found ??= { seed: 0, fault: `nobody handles: ${error instanceof Error ? error.message : String(error)}` };
});
for (let seed = 1; seed <= Number(values.seeds) && !found; seed += 1) {
  const fault = await faultOf(seed);
  if (fault !== undefined) found = { seed, fault };
}
console.log(JSON.stringify(found));
process.exit(0);
