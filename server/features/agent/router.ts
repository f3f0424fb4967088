// The desk's people and places as the desk's screens ask for them.
import { agentsInput, setAgentStateInput } from '../../../core/protocol/desk-commands.ts';
import { authed, router } from '../../platform/trpc.ts';
import type { Agents } from './types.ts';

export function createAgentRouter(agents: Agents) {
  return router({
    me: authed.query(({ ctx }) => agents.me(ctx.actor)),
    departments: authed.query(({ ctx }) => agents.departmentsFor(ctx.actor)),
    agents: authed.input(agentsInput).query(({ ctx, input }) => agents.agents(ctx.actor, input.departmentId)),
    setAgentState: authed.input(setAgentStateInput).mutation(({ ctx, input }) => agents.setAgentState(ctx.actor, input)),
  });
}
