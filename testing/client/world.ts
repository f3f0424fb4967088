// A small world for the client's engine: a model server, people, their devices with a network each, and one clock.
import { type Chat, createChat } from '../../client/engine/chat.ts';
import type { DeviceSignal } from '../../client/engine/device.ts';
import type { ChatPort } from '../../client/engine/ports.ts';
import { FAN_OUT_RULE } from '../../core/conversation/state.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireUser } from '../../core/protocol/wire.ts';
import { HandClock } from './clock.ts';
import { Disk } from './disk.ts';
import { type Backend, FAIR, Link } from './link.ts';
import { modelBackend } from './model-backend.ts';
import { ModelServer } from './model-server.ts';

/** The ports of one page, until it is killed. */
interface Life {
  readonly storage: { kill(): void };
  readonly tabs: { close(): void };
  is: boolean;
}

/** Calls of a page that is dead are not made, and answers do not reach it. */
function mortal(port: ChatPort, life: Life): ChatPort {
  const never = new Promise<never>(() => {});
  return new Proxy(port, {
    get: (target, name, receiver) => {
      const call: unknown = Reflect.get(target, name, receiver);
      if (typeof call !== 'function') return call;
      return async (...args: unknown[]) => {
        if (!life.is) return never;
        const answer: unknown = await call(...args);
        return life.is ? answer : never;
      };
    },
  });
}

/** What a device stands in. */
export interface Surroundings {
  readonly clock: HandClock;
  newId(): string;
  backend(me: UserId): Backend;
}

/** A browser of somebody: its engine may die and come again over the same disk. */
export class Device {
  readonly me: WireUser;
  readonly link: Link;
  readonly disk: Disk;
  online = true;
  chat: Chat;
  private life: Life | null = null;
  readonly world: Surroundings;
  private readonly listeners = new Set<(signal: DeviceSignal) => void>();

  constructor(world: Surroundings, me: WireUser, disk: Disk) {
    this.disk = disk;
    this.world = world;
    this.me = me;
    this.link = new Link(world.backend(me.id), world.clock);
    this.chat = this.start();
  }

  private start(): Chat {
    const storage = this.disk.open(this.me.id);
    const tabs = this.disk.tabs.open(this.world.clock);
    const life = { storage, tabs, is: true };
    this.life = life;
    return createChat({
      me: this.me,
      port: mortal(this.link.port(), life),
      stream: { open: (after, handlers) => (life.is ? this.link.stream().open(after, handlers) : { close() {} }) },
      storage,
      tabs,
      clock: this.world.clock,
      newId: this.world.newId,
      signals: {
        online: () => this.online,
        listen: (listener) => {
          this.listeners.add(listener);
          return () => void this.listeners.delete(listener);
        },
      },
    });
  }

  feel(signal: DeviceSignal): void {
    if (signal === 'online' || signal === 'offline') this.online = signal === 'online';
    for (const listener of [...this.listeners]) listener(signal);
  }

  /** The page is gone and opened again; what it had in flight goes on without it. `clear`: over an empty disk. */
  async reload(options?: { readonly clear: boolean }): Promise<void> {
    await this.chat.close(options);
    this.chat = this.start();
  }

  /** The page dies at once: nothing is written any more, and what it had in flight goes on without it. */
  kill(): void {
    const { life } = this;
    if (!life) return;
    life.is = false;
    life.storage.kill();
    this.link.drop();
    life.tabs.close();
  }

  /** Killed, and opened again. */
  crash(): void {
    this.kill();
    this.chat = this.start();
  }

  /** How often a call was made. */
  asked(name: keyof ChatPort): number {
    return this.link.calls.filter((call) => call === name).length;
  }

  say(id: ConversationId, text: string, mentionAll = false): void {
    this.chat.actions.send(id, { replyToSeq: null, mentionUserIds: [], mentionAll, text });
  }

  /** The events that the log shows. */
  shown(id: ConversationId): WireEvent[] {
    return this.chat.log(id).items.flatMap((item) => (item.type === 'event' ? [item.event] : []));
  }

  texts(id: ConversationId): (string | null)[] {
    return this.shown(id).flatMap((event) => (event.kind === 'message' ? [event.text] : []));
  }

  unsent(id: ConversationId): { text: string; state: string }[] {
    return this.chat.log(id).items.flatMap((item) => (item.type === 'unsent' ? [{ text: item.item.text, state: item.item.state }] : []));
  }

  /** What the list says of it. */
  row(id: ConversationId) {
    const row = this.chat.conversation(id);
    if (!row) throw new Error(`${this.me.name} is not in ${id}`);
    return row;
  }
}

export class World {
  readonly clock: HandClock;
  readonly server: ModelServer;
  readonly devices: Device[] = [];
  private ids = 0;

  constructor(seed = 1, fanOutRule = FAN_OUT_RULE) {
    this.clock = new HandClock(seed);
    this.server = new ModelServer(this.clock, fanOutRule);
  }

  newId = (): string => {
    this.ids += 1;
    return `00000000-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
  };

  backend = (me: UserId): Backend => modelBackend(this.server, this.clock, me);

  /** `disk`: that of another tab of the same browser. */
  device(me: WireUser, disk = new Disk()): Device {
    const device = new Device(this, me, disk);
    this.devices.push(device);
    return device;
  }

  /** Fair weather for everybody, until nothing is on its way any more. */
  async settle(): Promise<void> {
    for (const device of this.devices) {
      device.link.weather = FAIR;
      device.link.down = false;
    }
    await this.clock.pass(180_000);
  }

  /** What the server grants of messages and plain events, as the log is to show it. */
  granted(reader: UserId, id: ConversationId): WireEvent[] {
    return this.server.events(reader, id).filter((event) => event.targetSeq === null);
  }
}

/** Ann and Bob in a group, a device each, all current. */
export async function twoInAGroup(seed = 1, fanOutRule = FAN_OUT_RULE) {
  const world = new World(seed, fanOutRule);
  const ann = world.server.addUser('ann');
  const bob = world.server.addUser('bob');
  const room = world.server.addRoom(ann.id, [ann.id, bob.id]);
  const phone = world.device(ann);
  const laptop = world.device(bob);
  await world.clock.pass(1_000);
  return { world, server: world.server, clock: world.clock, ann, bob, room, phone, laptop };
}

/** The same with Carl, who has a device and is in no conversation yet. */
export async function twoAndCarl(seed = 1, fanOutRule = FAN_OUT_RULE) {
  const two = await twoInAGroup(seed, fanOutRule);
  const carl = two.server.addUser('carl');
  const tablet = two.world.device(carl);
  await two.clock.pass(1_000);
  return { ...two, carl, tablet };
}
