// The parts of npm test behind the gates: tests without I/O, on real services, and journeys in a browser. Each gives its
// counts; each starts what it needs in folders of the run, and stops it.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../build.mjs';
import { pinnedNode, root } from '../paths.mjs';
import { startServices } from '../services.mjs';
import { startInstance } from './instance.mjs';
import { runProgram, throwIfStopped } from './programs.mjs';
import { playwrightOutcome, vitestOutcome } from './report.mjs';

/** The build folder of the tests: beside the one that a running instance serves. */
export const BUILD = '.next-test';
const WORKERS = Math.min(availableParallelism(), 8);

/** What the tests are given of our environment: never the services or settings of an instance. */
export function cleanEnv(extra = {}) {
  const own = Object.entries(process.env).filter(([name]) => !/^(PARLEY_|DATABASE_URL$|REDIS_URL$|PORT$|HOST$|NODE_ENV$)/.test(name));
  return { ...Object.fromEntries(own), NODE_ENV: 'test', NO_COLOR: '1', ...extra };
}

/** A data folder of the run. What services download is kept for the next run, in a folder that all of them share. */
export function dataFolder(folder, name) {
  const dataDir = join(folder, name);
  const shared = join(root, '.test/cache');
  for (const path of [dataDir, shared]) mkdirSync(path, { recursive: true });
  symlinkSync(shared, join(dataDir, 'cache'));
  return dataDir;
}

export function unit({ folder, filters }) {
  return vitest({ folder, filters, projects: ['unit', 'gates'], env: cleanEnv() });
}

export async function services({ folder, filters, say }) {
  const own = await startServices({ dataDir: dataFolder(folder, 'services'), env: {}, say });
  try {
    const redis = own.redisUrl ? { REDIS_URL: own.redisUrl, REDIS_PROGRAM: JSON.stringify(own.redisProgram) } : {};
    const env = cleanEnv({ DATABASE_URL: own.databaseUrl, ...redis });
    const without = own.redisUrl ? [] : ['--exclude', '**/*.redis.test.ts'];
    const outcome = await vitest({ folder, filters, projects: own.redisUrl ? ['services', 'cluster'] : ['services'], env, more: without });
    return own.redisUrl ? outcome : { ...outcome, notRun: [...outcome.notRun, 'the tests on Redis, for no Redis runs here'] };
  } finally {
    await own.stop();
  }
}

async function vitest({ folder, filters, projects, env, more = [] }) {
  const file = join(folder, `${projects[0]}.json`);
  const chosen = projects.map((project) => `--project=${project}`);
  const reporters = ['--reporter=minimal', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters, `--maxWorkers=${WORKERS}`, ...more, ...filters];
  const { ok, output } = await runProgram(pinnedNode, args, env);
  return concluded(file, vitestOutcome, { ok, output, filters });
}

export async function e2e({ folder, filters, say, findBrowser }) {
  const journeys = existsSync(join(root, 'e2e')) ? readdirSync(join(root, 'e2e')).filter((name) => name.endsWith('.e2e.ts')) : [];
  if (journeys.length === 0) return { passed: 0, failed: 0, notRun: ['there is no journey in e2e/'] };
  const browser = await findBrowser({ log: say.line });
  if (!browser.path) return { passed: 0, failed: 0, notRun: [browser.reason] };
  await ensureBuilt(BUILD, say);
  throwIfStopped();
  const instance = await startInstance({
    dataDir: dataFolder(folder, 'instance'),
    build: BUILD,
    env: cleanEnv({ NODE_ENV: 'production' }),
  });
  try {
    const file = join(folder, 'e2e.json');
    const env = cleanEnv({ E2E_URL: instance.url, E2E_BROWSER: browser.path, E2E_RESULTS: file });
    const { ok, output } = await runProgram(pinnedNode, ['node_modules/@playwright/test/cli.js', 'test', ...filters], env);
    const shown = ok ? output : `${output}\n\nThe instance said:\n${instance.output().slice(-4000)}`;
    return concluded(file, playwrightOutcome, { ok, output: shown, filters });
  } finally {
    await instance.stop();
  }
}

/** The counts of a program, and a failure where it broke off or ran nothing. */
function concluded(file, read, { ok, output, filters }) {
  if (!existsSync(file)) return { passed: 0, failed: 1, notRun: [], output };
  const outcome = read(JSON.parse(readFileSync(file, 'utf8')));
  const ranNothing = outcome.passed + outcome.failed === 0;
  if (ranNothing)
    return { ...outcome, failed: 1, output: `no test was run${filters.length > 0 ? ` for ${filters.join(' ')}` : ''}\n${output}` };
  return { ...outcome, failed: !ok && outcome.failed === 0 ? 1 : outcome.failed, output };
}
