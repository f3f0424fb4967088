// The schema that is served: the text of core.graphql with the resolvers attached.
import { buildSchema, type GraphQLSchema, isObjectType, isUnionType } from 'graphql';
import type { Limits } from '../../platform/rates/limits.ts';
import type { Doors } from './context.ts';
import { rated } from './rated.ts';
import { createResolvers } from './resolvers.ts';
import { attachScalars } from './scalars.ts';
import { SDL } from './sdl.ts';

function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string) {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`the schema has no ${typeName}.${fieldName}`);
  return field;
}

export function createSchema(doors: Doors, limits: Limits): GraphQLSchema {
  const schema = buildSchema(SDL);
  const { Subscription, ...objects } = rated(createResolvers(doors), limits);
  for (const [type, fields] of Object.entries(objects)) {
    for (const [name, resolve] of Object.entries(fields)) fieldOf(schema, type, name).resolve = resolve;
  }
  const timeline = fieldOf(schema, 'Subscription', 'timeline');
  timeline.subscribe = Subscription.timeline;
  timeline.resolve = (frame) => frame;
  const pullResult = schema.getType('PullResult');
  if (!isUnionType(pullResult)) throw new Error('the schema has no PullResult');
  pullResult.resolveType = (value: object) => ('reason' in value ? 'Reset' : 'PullPage');
  attachScalars(schema);
  return schema;
}
