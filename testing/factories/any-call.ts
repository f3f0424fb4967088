// Calls of the public API made up from its schema: something in each place that needs something.
import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

const SOMETHING: Readonly<Record<string, unknown>> = { ID: '7', String: 'x', Int: 1, Seq: 1, Boolean: true, JSON: {} };

function somethingOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return somethingOf(type.ofType);
  if (isListType(type)) return [somethingOf(type.ofType)];
  return isEnumType(type) ? type.getValues()[0]?.name : SOMETHING[type.name];
}

const isObject = (type: GraphQLOutputType): boolean =>
  isNonNullType(type) || isListType(type) ? isObject(type.ofType) : isObjectType(type);

/** A document that calls one field of a root. */
export function anyCall(root: GraphQLObjectType, name: string): { readonly query: string; readonly variables: Record<string, unknown> } {
  const field = root.getFields()[name];
  if (!field) throw new Error(`there is no ${root.name}.${name}`);
  const needed = field.args.filter((arg) => isNonNullType(arg.type));
  const declared = needed.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = needed.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return {
    query: `${root.name.toLowerCase()}${declared && ` (${declared})`} { ${name}${given && `(${given})`}${isObject(field.type) ? ' { __typename }' : ''} }`,
    variables: Object.fromEntries(needed.map((arg) => [arg.name, somethingOf(arg.type)])),
  };
}
