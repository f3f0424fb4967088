// The supervisor's board over tRPC, and what is done there.
import type { ClientId } from '../../core/protocol/ids.ts';
import { CallError } from '../engine/account.ts';
import type { DeskSetupPort } from '../engine/desk-setup.ts';
import { type Calls, call } from './call.ts';
import { newUuid } from './device.ts';

type BoardPort = Pick<DeskSetupPort, 'board' | 'waiting' | 'held' | 'take' | 'transfer' | 'whisper'>;

export function createBoardPort({ board, desk, message }: Calls): BoardPort {
  /** Keys of words that had no answer: said again they are the same words. */
  const unanswered = new Map<string, ClientId>();
  return {
    board: () => call(board.deskBoard.query()),
    waiting: (ask) => call(board.deskWaiting.query(ask)),
    held: (userId) => call(board.deskHeld.query({ userId })),
    async take(ticketId) {
      await call(desk.takeTicket.mutate({ ticketId }));
    },
    async transfer(ticketId, to, note) {
      const where = 'agentId' in to ? { toAgentId: to.agentId } : { toDepartmentId: to.departmentId };
      await call(desk.transferTicket.mutate({ ticketId, ...where, note: note.trim() === '' ? null : note }));
    },
    async whisper(id, agentId, text) {
      const { notesConversationId: conversationId } = await call(desk.ticket.query({ id }));
      if (conversationId === null) throw new CallError('NOT_FOUND');
      const words = JSON.stringify([id, agentId, text]);
      const clientId = unanswered.get(words) ?? (newUuid() as ClientId);
      unanswered.set(words, clientId);
      await call(
        message.send.mutate({
          conversationId,
          clientId,
          lane: null,
          clientSeq: null,
          text,
          attachmentIds: null,
          replyToSeq: null,
          mentionUserIds: agentId === null ? null : [agentId],
          mentionAll: null,
          readSeq: null,
        }),
      );
      unanswered.delete(words);
    },
  };
}
