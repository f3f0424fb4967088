// One operation, the same over HTTP and over a socket: the document from the cache, then GraphQL's own execution.
import { type ExecutionArgs, type ExecutionResult, execute, GraphQLError, type OperationTypeNode } from 'graphql';
import type { Log } from '../../platform/log.ts';
import type { Commands } from '../../platform/observe/commands.ts';
import type { Doors, GraphqlContext } from './context.ts';
import { createDocuments, operationOf } from './documents.ts';
import { createSchema } from './schema.ts';

export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
}

/** An operation that may run. */
export interface Prepared {
  readonly type: OperationTypeNode;
  readonly args: ExecutionArgs;
}

export interface Graphql {
  readonly log: Log;
  /** Synchronous: what comes first is first at the use case. */
  prepare(request: GraphqlRequest, context: GraphqlContext): Prepared | readonly GraphQLError[];
  execute(prepared: Prepared): ExecutionResult | Promise<ExecutionResult>;
}

export function createGraphql(doors: Doors, log: Log, commands: Commands): Graphql {
  const schema = createSchema(doors, commands);
  const documents = createDocuments(schema);
  return {
    log,
    prepare({ query, operationName, variables }, contextValue) {
      const checked = documents.check(query);
      if (!('document' in checked)) return checked;
      const type = operationOf(checked, operationName);
      if (type === null) return [new GraphQLError('operationName does not say which operation of the document to run')];
      return { type, args: { schema, document: checked.document, operationName, variableValues: variables, contextValue } };
    },
    execute: ({ args }) => execute(args),
  };
}
