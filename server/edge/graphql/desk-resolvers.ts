// The resolvers of desk.graphql: parse, one use case, answer.
import {
  agentsInput,
  createDepartmentInput,
  createSiteKeyInput,
  departmentsInput,
  setAgentInput,
  setAgentStateInput,
} from '../../../core/protocol/desk-commands.ts';
import type { Doors } from './context.ts';
import { authed, type Resolvers } from './resolver.ts';

export function deskQueries({ agents, visitors }: Pick<Doors, 'agents' | 'visitors'>): Resolvers['Query'] {
  return {
    departments: (_source, args) => visitors.departments(departmentsInput.parse(args).siteKey),
    agents: authed((actor, args) => agents.agents(actor, agentsInput.parse(args).departmentId)),
  };
}

export function deskMutations({ agents, visitors }: Pick<Doors, 'agents' | 'visitors'>): Resolvers['Mutation'] {
  return {
    setAgentState: authed((actor, args) => agents.setAgentState(actor, setAgentStateInput.parse(args))),
    createDepartment: authed((actor, args) => agents.createDepartment(actor, createDepartmentInput.parse(args))),
    createSiteKey: authed((actor, args) => visitors.createSiteKey(actor, createSiteKeyInput.parse(args))),
    setAgent: authed((actor, args) => agents.setAgent(actor, setAgentInput.parse(args))),
  };
}
