import { expect, test } from 'vitest';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { toId } from '../../../core/protocol/ids.ts';
import { twoInAGroup } from '../../../testing/client/world.ts';
import { deskOf } from './use-work.ts';

test('[composer] what lies on the desk of a chat is there after a look at another page, and gone with the chat', async () => {
  const { phone, laptop } = await twoInAGroup();
  const work = { called: [], recalled: new Map([[3, 'again']]), reading: null };
  deskOf(phone.chat.actions).set(toId<ConversationId>('1'), work);
  expect(deskOf(phone.chat.actions).get(toId<ConversationId>('1'))).toBe(work);
  expect(deskOf(laptop.chat.actions).size).toBe(0);
  await phone.reload();
  expect(deskOf(phone.chat.actions).size).toBe(0);
});
