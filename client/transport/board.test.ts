import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import type { TicketId, UserId } from '../../core/protocol/ids.ts';
import { createBoardPort } from './board.ts';
import type { Calls } from './call.ts';

test('[board] a whisper that is sent again after its answer was lost is the same one, and the next is another', async () => {
  const sent: string[] = [];
  const mutate = async ({ clientId }: { readonly clientId: string }) => {
    sent.push(clientId);
    if (sent.length === 1) throw new TRPCClientError('the answer was lost');
  };
  const desk = { ticket: { query: async () => ({ notesConversationId: '7' }) } };
  const { whisper } = createBoardPort({ board: {}, desk, message: { send: { mutate } } } as unknown as Calls);
  const say = () => whisper('1' as TicketId, '2' as UserId, 'Ask for the order');
  await expect(say()).rejects.toMatchObject({ code: 'OFFLINE' });
  await say();
  await say();
  expect([sent[1] === sent[0], sent[2] === sent[0]]).toEqual([true, false]);
});
