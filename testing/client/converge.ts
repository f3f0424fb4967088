// What may happen to a few devices, at random, and what has to be true when all is quiet again.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { comparable } from './comparable.ts';
import type { Device, World } from './world.ts';

const present = <T>(value: T | null): T[] => (value === null ? [] : [value]);

/** S8, S16, S17: what the device shows is what the server grants it. */
export function expectCurrent(world: World, device: Device, id: ConversationId): void {
  const { server } = world;
  expect(comparable(device.shown(id))).toEqual(comparable(world.granted(device.me.id, id)));
  const { lastMessage, ...row } = server.conversation(device.me.id, id);
  const { head, readSeq, unread, mentions, title, memberCount, role } = row;
  expect(device.row(id)).toMatchObject({ head, readSeq, unread, mentions, title, memberCount, role });
  expect(comparable(present(device.row(id).lastMessage))).toEqual(comparable(present(lastMessage)));
  expect(device.chat.log(id).items.filter((item) => item.type === 'gap')).toEqual([]);
  expect(device.unsent(id).filter((item) => item.state !== 'failed')).toEqual([]);
}

const EMOJI = ['👍', '🎉'];

export type Op = { readonly what: number; readonly who: number; readonly at: number; readonly ms: number };

export const ops = fc.array(fc.record({ what: fc.nat(21), who: fc.nat(2), at: fc.nat(1_000), ms: fc.nat(4_000) }), {
  minLength: 5,
  maxLength: 40,
});

/** A server that says no says so; whatever else goes wrong is a fault of the test. */
function orRefused(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AppError') throw error;
  }
}

function crash(device: Device, room: ConversationId): void {
  device.crash();
  device.chat.actions.openLog(room);
}

export function doOne(world: World, room: ConversationId, devices: readonly Device[], op: Op): void {
  const { server } = world;
  const device = devices[op.who]!;
  const me = device.me.id;
  const seq = 1 + (op.at % server.room(room).log.length);
  const steps: (() => void)[] = [
    () => device.say(room, `said ${op.at}`),
    () => device.say(room, `and ${op.at}`, op.at % 2 === 0),
    () => device.say(room, `then ${op.at}`),
    () => device.chat.actions.markRead(room, seq),
    () => orRefused(() => server.edit(me, room, seq, `edited ${op.at}`)),
    () => orRefused(() => server.recall(me, room, seq)),
    () => orRefused(() => server.react(me, room, seq, EMOJI[op.at % 2]!, op.at % 3 > 0)),
    () => orRefused(() => server.markRead(me, room, seq)),
    () => orRefused(() => server.rename(me, room, `title ${op.at}`)),
    () => device.link.cut(),
    () => device.feel('visible'),
    () => {
      device.link.down = !device.link.down;
    },
    () => device.chat.actions.openLog(room),
    () => device.chat.actions.loadBefore(room),
    () => void device.chat.actions.edit(room, seq, `mine ${op.at}`).catch(() => {}),
    () => void device.chat.actions.react(room, seq, EMOJI[op.at % 2]!, true).catch(() => {}),
    () => orRefused(() => server.addMembers(devices[0]!.me.id, room, [devices[2]!.me.id])),
    () => orRefused(() => server.addMembers(devices[0]!.me.id, room, [devices[2]!.me.id])),
    () => orRefused(() => server.leave(devices[2]!.me.id, room)),
    () => orRefused(() => server.markRead(me, room, seq)),
    () => crash(device, room),
    () => crash(device, room),
  ];
  steps[op.what]!();
}
