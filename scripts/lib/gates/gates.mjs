// The gates that every change passes before any test runs. Each is a program of its own: exit code 0 is a pass, and what it
// prints is shown only when it fails. `folder` is what is judged: this clone, or a small tree planted by a test.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pinnedNode, root } from '../paths.mjs';
import { run } from '../process.mjs';

const PROGRAMS = {
  types: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  format: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--diagnostic-level=warn', '--max-diagnostics=50', '.'],
  lint: ['node_modules/oxlint/bin/oxlint'],
  arrows: ['scripts/lib/gates/arrows.mjs'],
  unused: ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'],
  licences: ['scripts/lib/gates/licences.mjs'],
};

export const GATES = Object.keys(PROGRAMS);

/** @returns {Promise<{ name: string, ok: boolean, output: string, seconds: number }>} */
export async function runGate(name, folder = root) {
  const [program, ...args] = PROGRAMS[name];
  const since = performance.now();
  const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '' };
  const { ok, output } = await run(pinnedNode, [join(root, program), ...args], { cwd: folder, env });
  return { name, ok, output: output.trim(), seconds: (performance.now() - since) / 1000 };
}

/** Runs gates, as many at once as there are cores, and tells each result as it comes. */
export async function runGates(onResult, names = GATES) {
  const waiting = [...names];
  const results = [];
  const work = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const result = await runGate(name);
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), names.length) }, work));
  return results;
}
