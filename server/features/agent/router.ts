// The web client's calls of the desk's people and places: what its screens ask for, and its set-up.

import { agentsInput, createDepartmentInput, setAgentInput, setAgentStateInput } from '../../../core/protocol/desk-commands.ts';
import {
  agentInput,
  auditInput,
  departmentInput,
  setAgentStateOfInput,
  setSkillsInput,
  updateDepartmentInput,
} from '../../../core/protocol/desk-setup-commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Agents } from './index.ts';

export function createAgentRouter(agents: Agents) {
  return router({
    me: authed.query(({ ctx }) => agents.me(ctx.actor)),
    departments: authed.query(({ ctx }) => agents.departmentsFor(ctx.actor)),
    agents: authed.input(agentsInput).query(({ ctx, input }) => agents.agents(ctx.actor, input.departmentId)),
    skills: authed.query(({ ctx }) => agents.skillNames(ctx.actor)),
    setAgentState: authed.input(setAgentStateInput).mutation(({ ctx, input }) => agents.setAgentState(ctx.actor, input)),
  });
}

export function createDeskSetupRouter(agents: Agents) {
  return router({
    deskStart: authed.query(({ ctx }) => agents.start(ctx.actor)),
    departmentSetups: authed.query(({ ctx }) => agents.departmentSetups(ctx.actor)),
    createDepartment: authed.input(createDepartmentInput).mutation(({ ctx, input }) => agents.createDepartment(ctx.actor, input)),
    updateDepartment: authed.input(updateDepartmentInput).mutation(({ ctx, input }) => agents.updateDepartment(ctx.actor, input)),
    archiveDepartment: authed.input(departmentInput).mutation(async ({ ctx, input }) => {
      await agents.archiveDepartment(ctx.actor, input.departmentId);
      return true;
    }),
    staff: authed.query(({ ctx }) => agents.staff(ctx.actor)),
    setAgent: authed.input(setAgentInput).mutation(({ ctx, input }) => agents.setAgent(ctx.actor, input)),
    removeAgent: authed.input(agentInput).mutation(async ({ ctx, input }) => {
      await agents.removeAgent(ctx.actor, input.userId);
      return true;
    }),
    setSkills: authed.input(setSkillsInput).mutation(async ({ ctx, input }) => {
      await agents.setSkills(ctx.actor, input);
      return true;
    }),
    setAgentStateOf: authed.input(setAgentStateOfInput).mutation(({ ctx, input }) => agents.setAgentStateOf(ctx.actor, input)),
    auditLog: authed.input(auditInput).query(({ ctx, input }) => agents.auditLog(ctx.actor, input)),
  });
}
