// The executable schema: the SDL with its resolvers.
import { buildSchema, type GraphQLSchema, isObjectType, isScalarType, isUnionType } from 'graphql';
import type { ApiContext } from './context.ts';
import { pullResultType, resolvers } from './resolvers.ts';
import { defineScalars } from './scalars.ts';
import { sdl } from './sdl.ts';
import { subscribeTimeline } from './subscription.ts';

export function createSchema(): GraphQLSchema {
  const schema = buildSchema(sdl);
  const named = <T>(name: string, is: (type: unknown) => type is T): T => {
    const type = schema.getType(name);
    if (!is(type)) throw new Error(`the SDL has no ${name} of this sort`);
    return type;
  };
  defineScalars((name) => named(name, isScalarType));
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const known = named(typeName, isObjectType).getFields();
    for (const [fieldName, resolve] of Object.entries(fields)) {
      const field = known[fieldName];
      if (!field) throw new Error(`the SDL has no ${typeName}.${fieldName}`);
      field.resolve = resolve;
    }
  }
  named('PullResult', isUnionType).resolveType = pullResultType;
  const timeline = named('Subscription', isObjectType).getFields().timeline;
  if (!timeline) throw new Error('the SDL has no Subscription.timeline');
  timeline.subscribe = (_source: unknown, args: unknown, context: ApiContext) => subscribeTimeline(args, context);
  return schema;
}
