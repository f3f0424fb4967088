// An operation of one field whose selection can be written as JSON straight from what its resolver answers: nearly all that a
// client at work asks. The rest goes through GraphQL's own execution.
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getOperationAST,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { WireEntry } from '../../../core/protocol/wire.ts';
import type { GraphqlContext } from './context.ts';
import type { Args } from './inputs.ts';
import { compileField, MARK, type WriteJson } from './write-json.ts';

/** What our schema puts on a root field. */
type Resolve = (source: unknown, args: Args, context: GraphqlContext) => unknown;

export interface Compiled {
  readonly operation: OperationDefinitionNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  /** The field's name in the answer. */
  readonly key: string;
  readonly resolve: Resolve;
  readonly nullable: boolean;
  /** The whole answer around the value: `{"data":{"send":...}}`. */
  readonly write: WriteJson;
}

/** Null: it is left to GraphQL's own execution. */
export function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): Compiled | null {
  const operation = getOperationAST(document, operationName);
  const [node, ...others] = operation?.selectionSet.selections ?? [];
  if (!operation || !node || others.length > 0 || node.kind !== Kind.FIELD) return null;
  if (node.directives?.length || operation.directives?.length) return null;
  const field = rootOf(schema, operation)?.getFields()[node.name.value];
  const resolve = operation.operation === 'subscription' ? field?.subscribe : field?.resolve;
  if (!field || !resolve) return null;
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  const around =
    operation.operation === 'subscription'
      ? new Map([
          ['Entry', sharing],
          ['Ticket', once],
          ['Agent', once],
        ])
      : undefined;
  const selections = { schema, fragments: new Map(fragments.map((one) => [one.name.value, one])), ...(around ? { around } : {}) };
  const write = compileField(selections, field.type, node);
  if (!write) return null;
  const key = node.alias?.value ?? node.name.value;
  const before = `{"data":{${JSON.stringify(key)}:`;
  return {
    operation,
    field,
    node,
    key,
    resolve: resolve as Resolve,
    nullable: !isNonNullType(field.type),
    write: (value) => `${before}${write(value)}}}`,
  };
}

function rootOf(schema: GraphQLSchema, { operation }: OperationDefinitionNode): GraphQLObjectType | null {
  return schema.getRootType(operation) ?? null;
}

/** What many listeners are sent as the same object is written once (the subscriptions of one document share this writer). */
function once(write: WriteJson): WriteJson {
  const written = new WeakMap<object, string>();
  return (value) => {
    const of = value as object;
    const text = written.get(of) ?? write(of);
    written.set(of, text);
    return text;
  };
}

/**
 * Entries of one range, that a batch gives to all its recipients, hold the same array of events and differ in their position
 * alone: the first that is written serves them all (the subscriptions of one document share this writer).
 */
function sharing(write: WriteJson): WriteJson {
  const written = new WeakMap<object, readonly string[]>();
  return (value) => {
    const entry = value as WireEntry;
    if (entry.kind !== 'events' || entry.events.length === 0) return write(entry);
    let pieces = written.get(entry.events);
    if (!pieces) {
      pieces = write({ ...entry, pos: Number.NaN }).split(MARK);
      written.set(entry.events, pieces);
    }
    return pieces.join(String(entry.pos));
  };
}
