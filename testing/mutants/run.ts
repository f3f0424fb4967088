// `npm run test:mutants [-- --seeds N] [--only PART OF A NAME]`: plants each bug by itself and prints what found it. A bug that
// is not found is a hole in the proof, and ends it with 1.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { Bug } from './bug.ts';
import { BUGS } from './bugs.ts';

const STEPS = '300';
const { values } = parseArgs({ options: { seeds: { type: 'string', default: '400' }, only: { type: 'string', default: '' } } });

interface Found {
  readonly by: string;
  readonly rule: string;
}

async function output(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly text: string }> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, text };
}

async function bySimulation(bug: Bug): Promise<Found | null> {
  const hunt = new URL('hunt.ts', import.meta.url).pathname;
  const { code, text } = await output(process.execPath, [hunt, '--bug', bug.name, '--seeds', values.seeds, '--steps', STEPS]);
  if (code !== 0) throw new Error(`${bug.name}: ${text}`);
  const found = JSON.parse(text.trim().split('\n').at(-1) ?? 'null') as { seed: number; fault: string } | null;
  return found && { by: `seed ${found.seed}`, rule: found.fault };
}

async function byTests(bug: Bug, { part, file }: NonNullable<Bug['tests']>): Promise<Found | null> {
  const { code, text } = await output(process.execPath, ['scripts/test.mjs', part, file], { PLANTED_BUG: bug.name });
  const failed = /^\s*× (.*?)(?: \d+ms)?$/m.exec(text)?.[1];
  if (code === 0) return null;
  if (failed === undefined) throw new Error(`${bug.name}: no test of ${file} failed, but the run did\n${text.slice(-2_000)}`);
  return { by: file, rule: failed };
}

let missed = 0;
const chosen = BUGS.filter(({ name }) => name.includes(values.only));
for (const bug of chosen) {
  const found = bug.tests ? await byTests(bug, bug.tests) : await bySimulation(bug);
  if (!found) missed += 1;
  console.log(`${found ? 'found ' : 'MISSED'}  ${bug.name}\n        ${found ? `${found.by}: ${found.rule.slice(0, 160)}` : bug.file}`);
}
console.log(`\n${chosen.length - missed} of ${chosen.length} planted bugs were found`);
process.exitCode = missed > 0 || chosen.length === 0 ? 1 : 0;
