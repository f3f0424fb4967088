// The desk's set-up and the supervisor's board over tRPC.
import type { ClientId } from '../../core/protocol/ids.ts';
import { CallError } from '../engine/account.ts';
import type { DeskSetupPort } from '../engine/desk-setup.ts';
import { type Calls, call } from './call.ts';
import { newUuid } from './device.ts';

export function createDeskSetupPort({ deskSetup, canned, board, desk, message, visitor }: Calls): DeskSetupPort {
  return {
    start: () => call(deskSetup.deskStart.query()),
    departments: () => call(deskSetup.departmentSetups.query()),
    createDepartment: (name) => call(deskSetup.createDepartment.mutate({ name })),
    updateDepartment: (change) => call(deskSetup.updateDepartment.mutate(change)),
    async archiveDepartment(departmentId) {
      await call(deskSetup.archiveDepartment.mutate({ departmentId }));
    },
    staff: () => call(deskSetup.staff.query()),
    async setAgent({ departmentIds, ...change }) {
      await call(deskSetup.setAgent.mutate({ ...change, departmentIds: [...departmentIds] }));
    },
    async removeAgent(userId) {
      await call(deskSetup.removeAgent.mutate({ userId }));
    },
    async setSkills(userId, skills) {
      await call(deskSetup.setSkills.mutate({ userId, skills: [...skills] }));
    },
    async setState(state) {
      await call(deskSetup.setAgentState.mutate({ state }));
    },
    setStateOf: (userId, change) => call(deskSetup.setAgentStateOf.mutate({ userId, ...change })),
    audit: (before) => call(deskSetup.auditLog.query({ before })),
    replies: () => call(canned.cannedReplies.query({})),
    createReply: (draft, team) => call(canned.createCannedReply.mutate({ ...draft, team })),
    updateReply: (id, draft) => call(canned.updateCannedReply.mutate({ id, ...draft })),
    async removeReply(id) {
      await call(canned.removeCannedReply.mutate({ id }));
    },
    createSiteKey: (name, origins) => call(visitor.createSiteKey.mutate({ name, origins: [...origins] })),
    siteKeys: () => call(visitor.siteKeys.query()),
    updateSiteKey: ({ origins, ...change }) => call(visitor.updateSiteKey.mutate({ ...change, origins: [...origins] })),
    rotateSecret: (id) => call(visitor.rotateSecret.mutate({ id })),
    board: () => call(board.deskBoard.query()),
    waiting: (departmentId, from, first) => call(board.deskWaiting.query({ departmentId, from, first })),
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
      await call(
        message.send.mutate({
          conversationId,
          clientId: newUuid() as ClientId,
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
    },
  };
}
