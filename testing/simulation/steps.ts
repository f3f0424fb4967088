// What may happen in one step: somebody does something on a device, or something goes wrong.

import { CallError } from '../../client/engine/account.ts';
import { AppError } from '../../core/protocol/app-error.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { Simulation, Terminal } from './world.ts';

const EMOJI = ['👍', '🎉'];
const HOUR_MS = 3_600_000;

interface Copy {
  putBack(): void;
  readonly acknowledged: number;
  /** The installation's counter of its moment. */
  readonly counter: number;
}

/** What is remembered between steps. */
export interface Course {
  readonly rooms: ConversationId[];
  copy: Copy | null;
  /** How many clocks of devices and instances were set. */
  restored: number;
  texts: number;
}

interface Step {
  readonly name: string;
  readonly weight: number;
  run(world: Simulation, course: Course): Promise<string> | string;
}

/** A refusal, and a call that got nowhere, are answers like others. */
function calmly(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (!(error instanceof CallError || error instanceof AppError)) throw error;
  });
}

const roomOf = (world: Simulation, course: Course): ConversationId => world.pick(course.rooms);

/** A seq that may stand in the log, mostly a late one. */
function seqIn(world: Simulation, terminal: Terminal, room: ConversationId): number {
  const head = terminal.device.chat.conversation(room)?.head ?? 1;
  return Math.max(1, head - world.below(world.chance(0.7) ? 5 : head));
}

function say(world: Simulation, course: Course): string {
  const terminal = world.pick(world.terminals);
  const room = roomOf(world, course);
  const count = world.chance(0.2) ? 2 + world.below(8) : 1;
  for (let n = 0; n < count; n += 1) {
    course.texts += 1;
    const text = `${terminal.name} ${course.texts}`;
    const said = terminal.said.get(room) ?? [];
    terminal.said.set(room, said);
    said.push(text);
    const replyToSeq = world.chance(0.1) ? seqIn(world, terminal, room) : null;
    const mentionUserIds = world.chance(0.1) ? [world.pick(world.people).id] : [];
    terminal.device.chat.actions.send(room, { replyToSeq, mentionUserIds, mentionAll: world.chance(0.05), text });
  }
  return `${terminal.name} says ${count} in ${room}`;
}

type Act = (world: Simulation, terminal: Terminal, room: ConversationId) => void;

/** Something that a person does on one of their devices with a conversation. */
function act(name: string, weight: number, run: Act): Step {
  return {
    name,
    weight,
    run(world, course) {
      const terminal = world.pick(world.terminals);
      const room = roomOf(world, course);
      run(world, terminal, room);
      return `${terminal.name}: ${name} in ${room}`;
    },
  };
}

const actionsOf = (terminal: Terminal) => terminal.device.chat.actions;

const ACTS: readonly Step[] = [
  { name: 'say', weight: 30, run: say },
  act('read', 8, (world, on, room) => actionsOf(on).markRead(room, seqIn(world, on, room))),
  act('react', 6, (world, on, room) => calmly(actionsOf(on).react(room, seqIn(world, on, room), world.pick(EMOJI), world.chance(0.7)))),
  act('edit', 5, (world, on, room) => calmly(actionsOf(on).edit(room, seqIn(world, on, room), `edited ${world.below(1_000)}`))),
  act('recall', 3, (world, on, room) => calmly(actionsOf(on).recall(room, seqIn(world, on, room)))),
  act('rename', 1, (world, on, room) => calmly(actionsOf(on).rename(room, `title ${world.below(1_000)}`))),
  act('add', 4, (world, on, room) => calmly(actionsOf(on).addMembers(room, [world.pick(world.people).id]))),
  act('remove', 1, (world, on, room) => calmly(actionsOf(on).removeMember(room, world.pick(world.people).id))),
  act('leave', 1, (_, on, room) => calmly(actionsOf(on).leave(room))),
  act('pin', 1, (world, on, room) => calmly(actionsOf(on).setPrefs(room, { pinned: world.chance(0.5), muted: world.chance(0.5) }))),
  act('open', 5, (_, on, room) => actionsOf(on).openLog(room)),
  act('scroll', 2, (_, on, room) => actionsOf(on).loadBefore(room)),
  act('jump', 1, (world, on, room) => calmly(actionsOf(on).loadAround(room, seqIn(world, on, room)))),
];

/** Something that happens to a device or its network. */
function happen(name: string, weight: number, run: (world: Simulation, terminal: Terminal) => void | Promise<void>): Step {
  return {
    name,
    weight,
    async run(world) {
      const terminal = world.pick(world.terminals);
      await run(world, terminal);
      return `${terminal.name}: ${name}`;
    },
  };
}

const DEVICES: readonly Step[] = [
  happen('weather', 4, (world, { device }) => world.stormOf(device)),
  happen('cut', 3, (_, { device }) => device.link.cut()),
  happen('down or up', 3, (_, { device }) => {
    device.link.down = !device.link.down;
  }),
  happen('offline or online', 2, (_, { device }) => device.feel(device.online ? 'offline' : 'online')),
  happen('looked at', 2, (_, { device }) => device.feel('visible')),
  happen('crash', 3, (_, { device }) => device.crash()),
  happen('crash over an emptied disk', 0.3, (world, terminal) => {
    terminal.device.disk.empty();
    terminal.device.crash();
    // What was on its way is not known here any more, and may arrive late.
    world.newOrder(terminal);
  }),
];

const SERVERS: readonly Step[] = [
  {
    name: 'kill',
    weight: 1.5,
    run(world) {
      const n = world.below(world.instances.length);
      world.instances[n]?.kill();
      return `instance ${n} is killed`;
    },
  },
  {
    name: 'start',
    weight: 3,
    run(world) {
      const n = world.instances.findIndex((one) => !one.isAlive);
      if (n >= 0) world.instances[n] = world.startInstance();
      return n >= 0 ? `instance ${n} starts` : 'all instances run';
    },
  },
  {
    name: 'stall',
    weight: 1,
    run(world) {
      const n = world.below(world.instances.length);
      const instance = world.instances[n];
      const ms = 500 + world.random() * 4_000;
      if (instance) world.stall(instance, ms);
      return `instance ${n} does not reach the database for ${Math.round(ms)} ms`;
    },
  },
  {
    name: 'clock',
    weight: 0.5,
    run(world) {
      const n = world.below(world.instances.length);
      const instance = world.instances[n];
      if (instance) instance.skew = (world.random() - 0.5) * HOUR_MS;
      return `the clock of instance ${n} is set`;
    },
  },
  {
    name: 'connections',
    weight: 1.5,
    run(world) {
      for (const instance of world.instances) instance.loseConnections();
      return 'the database ends all connections';
    },
  },
  {
    name: 'storm',
    weight: 2,
    run(world) {
      const fair = world.storm.lost > 0 || world.chance(0.3);
      world.storm = fair ? { lost: 0, slow: 0.2, doomed: 0, unheard: 0 } : { lost: 0.02, slow: 0.5, doomed: 0.04, unheard: 0.04 };
      return fair ? 'the way to the database is good' : 'the way to the database is bad';
    },
  },
  {
    name: 'deaf',
    weight: 1,
    run(world) {
      world.deaf = !world.deaf;
      return world.deaf ? 'instances do not hear each other' : 'instances hear each other';
    },
  },
  {
    name: 'redis',
    weight: 1,
    run({ air }) {
      if (!air) return 'there is no Redis';
      if (air.isAway) air.comeBack();
      else air.leave();
      return air.isAway ? 'Redis is away' : 'Redis is back';
    },
  },
  {
    name: 'drop',
    weight: 0.3,
    run(world) {
      const instance = world.pick(world.instances);
      if (instance.isAlive) void instance.dropOld(world.random() * 60_000);
      return 'old entries are dropped';
    },
  },
  {
    name: 'copy',
    weight: 1.5,
    run(world, course) {
      course.copy = { putBack: world.database.copy(), acknowledged: world.acknowledged.length, counter: world.counter() };
      return 'a copy of the database is taken';
    },
  },
  {
    name: 'restore',
    weight: 1,
    run(world, course) {
      if (!course.copy) return 'there is no copy to go back to';
      // Younger than one tick of the counter, it is told by who has committed since, if that one lives.
      if (course.copy.counter === world.counter() && world.instances.some(({ isAlive }) => !isAlive)) return 'the copy is too young';
      world.restore(course.copy);
      course.restored += 1;
      return 'the database goes back to the copy';
    },
  },
];

const STEPS: readonly Step[] = [...ACTS, ...DEVICES, ...SERVERS];
const WEIGHT = STEPS.reduce((sum, step) => sum + step.weight, 0);

/** One step, by chance; answers what it was. */
export async function doStep(world: Simulation, course: Course): Promise<string> {
  let left = world.random() * WEIGHT;
  for (const step of STEPS) {
    left -= step.weight;
    if (left < 0) return step.run(world, course);
  }
  return 'nothing';
}
