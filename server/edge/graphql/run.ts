// One operation, the same over HTTP and over a socket: the document from the cache, then its compiled form, or GraphQL's own
// execution where it has none.
import { type ExecutionArgs, type ExecutionResult, execute, GraphQLError, type OperationTypeNode, subscribe } from 'graphql';
import type { Log } from '../../platform/log.ts';
import type { Commands } from '../../platform/observe/commands.ts';
import type { Limits } from '../../platform/rates/limits.ts';
import { refusalOf } from '../../platform/rates/refusal.ts';
import { type Answer, isAsyncIterable, presentAnswer, written } from './answer.ts';
import type { Compiled } from './compile.ts';
import type { Doors, GraphqlContext } from './context.ts';
import { createDocuments, operationOf } from './documents.ts';
import { presentResult } from './errors.ts';
import { answerCompiled, type Given, openCompiled } from './run-compiled.ts';
import { createSchema } from './schema.ts';
import { selectedIn } from './selected.ts';

export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
}

/** An operation that may run. */
export interface Prepared {
  readonly type: OperationTypeNode;
  readonly args: ExecutionArgs;
  readonly given: Given;
  readonly compiled: Compiled | null;
}

export interface Graphql {
  readonly log: Log;
  /** Synchronous: what comes first is first at the use case. */
  prepare(request: GraphqlRequest, context: GraphqlContext): Prepared | readonly GraphQLError[];
  /** A query or a mutation; its use case is called before this returns. */
  answer(prepared: Prepared): Answer | Promise<Answer>;
  /** A subscription: each of its answers as JSON, or why it does not open. Later it throws when something fails. */
  open(prepared: Prepared): Promise<AsyncIterator<string> | Answer>;
}

export function createGraphql(doors: Doors, log: Log, limits: Limits, commands: Commands): Graphql {
  const schema = createSchema(doors, limits, commands);
  const documents = createDocuments(schema);
  const deps = { schema, log };
  return {
    log,
    prepare({ query, operationName, variables }, context) {
      const wait = documents.knows(query) ? 0 : limits.take('document', context.who);
      if (wait > 0) {
        context.limited?.(wait);
        return [new GraphQLError('too many documents', { cause: refusalOf(wait) })];
      }
      const checked = documents.check(query);
      if (!('document' in checked)) return checked;
      const type = operationOf(checked, operationName);
      if (type === null) return [new GraphQLError('operationName does not say which operation of the document to run')];
      const { document } = checked;
      const own = type === 'subscription' ? { ...context, selected: selectedIn(document, operationName) } : context;
      const args = { schema, document, operationName, variableValues: variables, contextValue: own };
      return { type, args, given: { variables, context: own }, compiled: checked.compiled(operationName) };
    },
    answer({ compiled, args, given }) {
      if (compiled) return answerCompiled(deps, compiled, given);
      const result = execute(args);
      return result instanceof Promise ? result.then((one) => presentAnswer(one, log)) : presentAnswer(result, log);
    },
    async open({ compiled, args, given }) {
      if (compiled) return openCompiled(deps, compiled, given);
      const source = await subscribe(args);
      if (!isAsyncIterable(source)) return presentAnswer(source, log);
      return written(source, (result) => JSON.stringify(presentResult(result as ExecutionResult, log)));
    },
  };
}
