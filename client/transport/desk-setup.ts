// The desk's set-up over tRPC, and with it the supervisor's board.
import type { DeskSetupPort } from '../engine/desk-setup.ts';
import { createBoardPort } from './board.ts';
import { type Calls, call } from './call.ts';

export function createDeskSetupPort(calls: Calls): DeskSetupPort {
  const { deskSetup, canned, desk, visitor } = calls;
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
      await call(desk.setAgentState.mutate({ state }));
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
    async revokeSiteKey(id) {
      await call(visitor.revokeSiteKey.mutate({ id }));
    },
    ...createBoardPort(calls),
  };
}
