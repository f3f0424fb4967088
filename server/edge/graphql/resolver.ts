// What a resolver is, and whom it answers.
import type { GraphQLFieldResolver } from 'graphql';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { WireConversation } from '../../../core/protocol/wire.ts';
import type { Actor } from '../../platform/actor.ts';
import type { GraphqlContext } from './context.ts';
import type { Args } from './inputs.ts';

export type Resolver<S = unknown> = GraphQLFieldResolver<S, GraphqlContext, Args>;

/** type -> field -> how it is found; fields that are not named are properties of their object. */
export interface Resolvers {
  readonly Query: Readonly<Record<string, Resolver>>;
  readonly Mutation: Readonly<Record<string, Resolver>>;
  readonly Conversation: { readonly members: Resolver<WireConversation> };
  /** The sources of subscriptions; their events are the field's values. */
  readonly Subscription: { readonly timeline: Resolver; readonly desk: Resolver };
}

export function actorOf({ actor }: GraphqlContext): Actor {
  if (!actor) throw new AppError('UNAUTHENTICATED');
  return actor;
}

export const authed =
  (run: (actor: Actor, args: Args, context: GraphqlContext) => unknown): Resolver =>
  (_source, args, context) =>
    run(actorOf(context), args, context);
