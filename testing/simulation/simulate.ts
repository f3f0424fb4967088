// One seed: a world is made, steps happen, everything becomes quiet, and the rules are asked. The same seed is the same story.
import type { ConversationId } from '../../core/protocol/ids.ts';
import { databaseFaults } from './check-database.ts';
import { deviceFaults } from './check-devices.ts';
import { type Course, doStep } from './steps.ts';
import { Simulation } from './world.ts';

/** Longer than a heartbeat and a pull, shorter than the client's own round of pulls. */
const BEAT_MS = 32_000;
const QUIET_MS = 200_000;

export interface Story {
  readonly seed: number;
  readonly faults: readonly string[];
  /** What happened, in order. */
  readonly steps: readonly string[];
  readonly events: number;
  readonly commits: number;
}

async function begin(world: Simulation): Promise<Course> {
  const [ann, bob] = world.people;
  const { device } = world.terminals[0] ?? {};
  if (!ann || !bob || !device) throw new Error('nobody is here');
  const rooms: ConversationId[] = [];
  const made = async (work: Promise<ConversationId>) => {
    const done = work.then((id) => void rooms.push(id));
    await world.clock.pass(2_000);
    await done;
  };
  await made(device.chat.actions.createGroup('Tea', [bob.id]));
  await made(device.chat.actions.openDirect(bob.id));
  await made(device.chat.actions.createGroup('Cake', []));
  for (const terminal of world.terminals) for (const room of rooms) if (world.chance(0.5)) terminal.device.chat.actions.openLog(room);
  return { rooms, copy: null, restored: 0, texts: 0 };
}

/** S13: what has risen never goes back. */
function watchHeads(world: Simulation): () => string[] {
  let heads = new Map<string, number>();
  let epoch = '';
  return () => {
    const { tables } = world.database;
    const now = new Map([
      ...[...tables.conversation.rows.values()].map((row) => [`log ${row.id}`, row.head] as const),
      ...[...tables.user_cursor.rows.values()].map((row) => [`timeline ${row.user_id}`, row.pos] as const),
      ...[...tables.member.rows.values()].map(
        (row) => [`marker ${row.conversation_id} ${row.user_id} ${row.joined_seq}`, row.read_seq] as const,
      ),
    ]);
    const standing = [...tables.installation.rows.values()][0]?.epoch ?? '';
    const fallen = standing === epoch ? [...now].filter(([name, value]) => value < (heads.get(name) ?? 0)) : [];
    heads = now;
    epoch = standing;
    return fallen.map(([name, value]) => `S13: ${name} fell to ${value}`);
  };
}

/** S26: with everything up and all pushes between instances lost, a message is on every device within a heartbeat and a pull. */
async function beat(world: Simulation, course: Course): Promise<string[]> {
  world.deaf = true;
  for (const room of course.rooms) {
    const terminal = world.terminals.find(({ device }) => device.chat.conversation(room));
    if (!terminal) continue;
    const text = `${terminal.name} last ${room}`;
    terminal.said.set(room, [...(terminal.said.get(room) ?? []), text]);
    terminal.device.chat.actions.send(room, { replyToSeq: null, mentionUserIds: [], mentionAll: false, text });
  }
  await world.clock.pass(BEAT_MS);
  world.deaf = false;
  return deviceFaults(world, course.rooms).map((fault) => `S26: ${fault}`);
}

export async function simulate(seed: number, steps = 300): Promise<Story> {
  const world = new Simulation(seed);
  await world.start();
  const course = await begin(world);
  const fallen = watchHeads(world);
  const faults: string[] = [];
  const told: string[] = [];
  for (let n = 0; n < steps && faults.length === 0; n += 1) {
    told.push(`${Math.round(world.clock.now() % 1e9)} ${await doStep(world, course)}`);
    if (told.at(-1)?.includes('goes back')) fallen();
    await world.clock.pass(world.chance(0.1) ? world.random() * 4_000 : world.random() * 250);
    faults.push(...fallen());
  }
  await world.settle(1_000);
  for (const { device } of world.terminals) for (const room of course.rooms) device.chat.actions.openLog(room);
  await world.settle(QUIET_MS);
  faults.push(...databaseFaults(world.database), ...deviceFaults(world, course.rooms));
  if (faults.length === 0) faults.push(...(await beat(world, course)));
  const events = world.database.tables.event.rows.size;
  return { seed, faults, steps: told, events, commits: world.database.commits };
}
