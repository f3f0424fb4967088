// Runs an operation by its compiled form. Variables and arguments are read by GraphQL's own rules, and what fails is told as its
// own execution would tell it: a test compares the two.
import { type GraphQLSchema, getArgumentValues, getVariableValues, locatedError } from 'graphql';
import type { Log } from '../../platform/log.ts';
import { type Answer, isAsyncIterable, isThenable, presentAnswer, written } from './answer.ts';
import type { Compiled } from './compile.ts';
import type { GraphqlContext } from './context.ts';
import { presentError } from './errors.ts';

export interface Given {
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly context: GraphqlContext;
}

interface RunDeps {
  readonly schema: GraphQLSchema;
  readonly log: Log;
}

/** The use case is called before this returns. */
export function answerCompiled(deps: RunDeps, compiled: Compiled, given: Given): Answer | Promise<Answer> {
  const fail = (error: unknown) => failed(deps, compiled, error);
  const write = (value: unknown): Answer => {
    try {
      return { text: compiled.write(value), ran: true };
    } catch (error) {
      return fail(error);
    }
  };
  try {
    const called = call(deps, compiled, given);
    if ('ran' in called) return called;
    return isThenable(called.value) ? Promise.resolve(called.value).then(write, fail) : write(called.value);
  } catch (error) {
    return fail(error);
  }
}

/** Each answer of a subscription, or why it does not open. */
export async function openCompiled(deps: RunDeps, compiled: Compiled, given: Given): Promise<AsyncIterator<string> | Answer> {
  try {
    const called = call(deps, compiled, given);
    if ('ran' in called) return called;
    const source = await called.value;
    if (!isAsyncIterable(source)) throw new Error('a subscription has no source');
    return written(source, compiled.write);
  } catch (error) {
    return failed(deps, compiled, error);
  }
}

/** What the field's resolver answers. @throws what it throws. */
function call({ schema, log }: RunDeps, compiled: Compiled, { variables, context }: Given): { readonly value: unknown } | Answer {
  const { operation, field, node, resolve } = compiled;
  const given = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (given.errors) return presentAnswer({ errors: given.errors }, log);
  return { value: resolve(undefined, getArgumentValues(field, node, given.variableValues), context) };
}

function failed({ log }: RunDeps, { key, nullable }: Compiled, error: unknown): Answer {
  const told = presentError(locatedError(error, undefined, [key]), log);
  return { text: JSON.stringify({ errors: [told], data: nullable ? { [key]: null } : null }), ran: true };
}
