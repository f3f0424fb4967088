// The drill itself: opens the world, lets people talk while the faults come, waits until all is quiet, and holds what every
// client saw against the database. scripts/drill.mjs starts it: DRILL_FOLDER, DRILL_DATA, DRILL_BUILD, DRILL_MINUTES,
// DRILL_SEED and DRILL_LOG (empty: a log of its own) are given.
import { setTimeout as delay } from 'node:timers/promises';
import { printFailure } from '../scripts/lib/failure.mjs';
import { check, verdictOf } from './check/check.ts';
import { type DeskFinding, deskVerdict } from './desk/check.ts';
import { Desk } from './desk/desk.ts';
import { kindsFor } from './faults.ts';
import { goHome } from './home.ts';
import { type Line, readLines } from './lines.ts';
import { planFaults } from './plan.ts';
import { Random } from './random.ts';
import { readCounters, readHeads, readLogHeads, readRows } from './read-rows.ts';
import { readOut } from './readings.ts';
import type { Attendance, Recorded } from './record.ts';
import { Recorder } from './recorder.ts';
import { comeToRest } from './rest.ts';
import type { Rows } from './rows.ts';
import { runStorm } from './storm.ts';
import { storyOf } from './story.ts';
import { Talk } from './talk.ts';
import { type OpenWorld, openWorld } from './world.ts';

const PROGRESS_MS = 10_000;
const REST_MS = 300_000;
const LOOK_MS = 200;
const FRESH = 6;
const SEARCHED = 5;

const say = (text: string) => void process.stdout.write(`${text}\n`);
const need = (name: string) => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: run this by npm run drill`);
  return value;
};

function progress(world: OpenWorld, recorder: Recorder): string {
  const open = recorder.faults.filter((fault) => fault.to === null).map((fault) => fault.name);
  const now = open.length > 0 ? `; now: ${open.join(', ')}` : '';
  return `${Math.round(recorder.now() / 1000)} s: ${world.devices.length} clients, ${recorder.acknowledged()} sends acknowledged, ${recorder.faults.length} faults so far${now}`;
}

/** People talk while the faults come. */
async function tempest(world: OpenWorld, recorder: Recorder, random: Random, lines: readonly Line[]): Promise<Desk> {
  const { kinds, leftOut } = kindsFor({ redis: world.services.redis !== null, clock: world.clock });
  for (const name of leftOut) say(`left out, for it cannot be done here: ${name}`);
  const totalMs = Number(need('DRILL_MINUTES')) * 60_000;
  const plan = planFaults(random.fork(), kinds, totalMs);
  say(
    `${plan.length} faults of ${new Set(plan.map(({ kind }) => kind.name)).size} kinds are planned, ${lines.length} lines are there to say`,
  );
  const failed = Promise.withResolvers<never>();
  const telling = setInterval(() => say(progress(world, recorder)), PROGRESS_MS);
  const talk = new Talk({ recorder, random: random.fork(), people: world.people, places: world.places, lines, fail: failed.reject });
  const texts = lines.map(({ text }) => text);
  const desk = new Desk({ recorder, random: random.fork(), place: world.desk, lines: texts }, world.pool, failed.reject);
  try {
    const storm = Promise.all([runStorm(world, plan, recorder, random.fork()), delay(totalMs)]);
    await Promise.race([storm, failed.promise]);
    say('All faults are healed; waiting until all is quiet ...');
    // What never ends is told by the wait for rest.
    const finished = Promise.all([talk.stop(), allReady(world).then(() => desk.finish())]);
    await Promise.race([finished, failed.promise, delay(REST_MS)]);
    return desk;
  } finally {
    clearInterval(telling);
  }
}

async function allReady({ instances }: OpenWorld): Promise<void> {
  const until = performance.now() + REST_MS;
  while (!instances.every((instance) => instance.isReady()) && performance.now() < until) await delay(LOOK_MS);
}

/** What did not come to rest, in lines. */
async function rest(world: OpenWorld, recorder: Recorder, random: Random): Promise<string[]> {
  await allReady(world);
  const late = world.instances.filter((one) => !one.isReady()).map((one) => `instance ${one.name} does not start`);
  if (late.length > 0) return late;
  const fresh = Array.from({ length: FRESH }, (_, index) => world.openFresh(random.pick(world.people), `fresh device ${index + 1}`));
  const devices = [...world.devices.map(({ device }) => device), ...fresh];
  return comeToRest(
    { devices, unsettled: () => recorder.unsettled(), heads: () => readHeads(world.pool), logHeads: () => readLogHeads(world.pool) },
    REST_MS,
  );
}

async function collect(world: OpenWorld, recorder: Recorder, random: Random, attendance: Attendance): Promise<Recorded> {
  const readings: Recorded['readings'][number][] = [];
  const secrets = recorder.secrets.slice(0, SEARCHED);
  for (const person of world.people) {
    const { url } = random.pick(world.instances).gate;
    readings.push(await readOut({ url, person, places: world.places, secrets }));
  }
  const { redisUrl } = world.services;
  const userIds = world.people.map((person) => person.account.id);
  return recorder.record({ attendance, readings, counters: redisUrl ? await readCounters(redisUrl, userIds) : [] });
}

function summary(recorded: Recorded, { entries, events }: Rows): string {
  const { sends, devices, faults, readings, reads, secrets } = recorded;
  const modes = events.filter((event) => event.fanOut !== null).length;
  const acknowledged = sends.filter((sent) => sent.answers.some((answer) => answer.seq !== null)).length;
  const parts = [
    `${sends.length} sends (${acknowledged} acknowledged, ${sends.filter((sent) => sent.givenUp).length} forgotten by their devices)`,
    `${events.length} events and ${entries.length} entries in the database, ${modes} changes between an entry a member and none`,
    `${devices.length} devices, ${readings.length} people's readings, ${reads.length} looks at what was just written, ${secrets.length} recalls`,
    `${faults.length} faults`,
  ];
  return `checked: ${parts.join('; ')}`;
}

/** 0: nothing is wrong. */
async function drill(undo: (() => Promise<void>)[]): Promise<number> {
  const random = new Random(Number(need('DRILL_SEED')));
  const recorder = new Recorder();
  const lines = readLines(need('DRILL_LOG') || null, random.fork());
  const settings = { folder: need('DRILL_FOLDER'), dataDir: need('DRILL_DATA'), build: need('DRILL_BUILD') };
  const world = await openWorld(settings, recorder, random.fork(), undo);
  const desk = await tempest(world, recorder, random.fork(), lines);
  const restless = await rest(world, recorder, random.fork());
  const crashes = world.instances.flatMap((instance) => instance.crashes);
  for (const crash of crashes) say(crash);
  if (restless.length > 0) {
    say(`did not come to rest:\n  ${restless.join('\n  ')}`);
    return 1;
  }
  const attendance = await goHome(world.people, world.fresh, random.fork());
  const recorded = await collect(world, recorder, random.fork(), attendance);
  const rows = await readRows(world.pool);
  const findings = check(recorded, rows);
  say(summary(recorded, rows));
  say(verdictOf(findings));
  if (findings.length > 0) say(storyOf(findings, recorded));
  const broken = await desk.check();
  say(`the desk: ${desk.summary()}`);
  say(`the desk: ${deskVerdict(broken)}`);
  for (const line of few(broken)) say(line);
  return findings.length > 0 || broken.length > 0 || crashes.length > 0 ? 1 : 0;
}

/** Of each rule one. */
const few = (findings: readonly DeskFinding[]): string[] =>
  [...new Map(findings.map((finding) => [`${finding.rule} ${finding.harm}`, finding])).values()].map(
    ({ rule, what }) => `  ${rule}: ${what}`,
  );

const undo: (() => Promise<void>)[] = [];
let stopping = false;
async function close(): Promise<void> {
  while (undo.length > 0) await undo.pop()?.();
}
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    stopping = true;
    void close().finally(() => process.exit(code));
  });
}
try {
  const code = await drill(undo);
  await close();
  process.exit(code);
} catch (error) {
  // What is closed under the drill's hands fails; the signal's own way out goes on.
  if (!stopping) {
    await close();
    printFailure(error, need('DRILL_FOLDER'));
    process.exit(1);
  }
}
