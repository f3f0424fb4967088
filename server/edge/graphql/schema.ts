// The schema that is served: the text of core.graphql with the resolvers attached.
import { buildSchema, type GraphQLSchema, isObjectType, isUnionType } from 'graphql';
import type { Commands } from '../../platform/observe/commands.ts';
import type { Limits } from '../../platform/rates/limits.ts';
import type { Doors } from './context.ts';
import { permitted } from './permitted.ts';
import { rated } from './rated.ts';
import type { Resolver } from './resolver.ts';
import { createResolvers } from './resolvers.ts';
import { attachScalars } from './scalars.ts';
import { SDL } from './sdl.ts';

function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string) {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`the schema has no ${typeName}.${fieldName}`);
  return field;
}

/** A field of the roots is a command: counted, timed, told, also where a limit refuses it. */
function counted(commands: Commands, name: string, resolve: Resolver): Resolver {
  const kind = commands.kind(name);
  return (source, args, context, info) => commands.run(kind, context, () => resolve(source, args, context, info));
}

export function createSchema(doors: Doors, limits: Limits, commands: Commands): GraphQLSchema {
  const schema = buildSchema(SDL);
  const { Subscription, Conversation, ...roots } = rated(permitted(createResolvers(doors)), limits);
  for (const [type, fields] of Object.entries(roots)) {
    for (const [name, resolve] of Object.entries(fields)) fieldOf(schema, type, name).resolve = counted(commands, name, resolve);
  }
  fieldOf(schema, 'Conversation', 'members').resolve = Conversation.members;
  for (const [name, source] of Object.entries(Subscription)) {
    const field = fieldOf(schema, 'Subscription', name);
    field.subscribe = source;
    field.resolve = (frame) => frame;
  }
  const pullResult = schema.getType('PullResult');
  if (!isUnionType(pullResult)) throw new Error('the schema has no PullResult');
  pullResult.resolveType = (value: object) => ('reason' in value ? 'Reset' : 'PullPage');
  attachScalars(schema);
  return schema;
}
