import { expect, test } from 'vitest';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { ClientId, ConversationId } from '../../../core/protocol/ids.ts';
import { twoInAGroup } from '../../../testing/client/world.ts';
import type { Chat } from '../../engine/chat.ts';
import { untilSent } from './until-sent.ts';

const says = (chat: Chat, room: ConversationId) => () =>
  chat.actions.send(room, { text: 'It is on its way', replyToSeq: null, mentionUserIds: [], mentionAll: false });

test('[desk] what comes behind a message waits until it stands', async () => {
  const { phone, room, clock } = await twoInAGroup();
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  phone.link.down = true;
  const told: boolean[] = [];
  void untilSent(phone.chat, room, says(phone.chat, room)).then((sent) => told.push(sent));
  await clock.pass(5_000);
  expect(told).toEqual([]);
  phone.link.down = false;
  await clock.pass(60_000);
  expect(told).toEqual([true]);
});

test('[desk] nothing comes behind a message that is refused, thrown away or was none', async () => {
  const { phone, room, clock, server } = await twoInAGroup();
  phone.chat.actions.openLog(room);
  await clock.pass(1_000);
  server.refuseSends = new AppError('FORBIDDEN');
  const refused = untilSent(phone.chat, room, says(phone.chat, room));
  await clock.pass(5_000);
  expect(await refused).toBe(false);
  server.refuseSends = null;
  phone.link.down = true;
  const thrownAway = untilSent(phone.chat, room, says(phone.chat, room));
  const unsent = phone.chat.log(room).items.flatMap((item): ClientId[] => (item.type === 'unsent' ? [item.item.clientId] : []));
  for (const clientId of unsent) phone.chat.actions.discard(clientId);
  await clock.pass(5_000);
  expect(await thrownAway).toBe(false);
  expect(await untilSent(phone.chat, room, () => undefined)).toBe(false);
});
