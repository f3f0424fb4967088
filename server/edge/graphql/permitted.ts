// The visitors' table around the resolvers (visitor-calls.ts): what a visitor may not call does not exist, and what they are
// answered has no handle. A subscription's frames hold no people.
import { AppError } from '../../../core/protocol/app-error.ts';
import { mayCall, shownTo } from '../visitor-calls.ts';
import { isThenable } from './answer.ts';
import type { Resolver, Resolvers } from './resolver.ts';

function guarded<S>(call: string, resolve: Resolver<S>): Resolver<S> {
  return (source, args, context, info) => {
    if (!mayCall(context.actor, call)) throw new AppError('NOT_FOUND');
    return resolve(source, args, context, info);
  };
}

function shown<S>(call: string, resolve: Resolver<S>): Resolver<S> {
  const permitted = guarded(call, resolve);
  return (source, args, context, info) => {
    const answer = permitted(source, args, context, info);
    if (!context.actor?.isVisitor) return answer;
    const { actor } = context;
    return isThenable(answer) ? answer.then((value) => shownTo(actor, value)) : shownTo(actor, answer);
  };
}

type Fields<S> = Readonly<Record<string, Resolver<S>>>;

const each = <T extends Fields<S>, S>(type: string, fields: T, guard: (call: string, resolve: Resolver<S>) => Resolver<S>): T =>
  Object.fromEntries(Object.entries(fields).map(([name, resolve]) => [name, guard(`${type}.${name}`, resolve)])) as T;

export function permitted({ Query, Mutation, Conversation, Subscription }: Resolvers): Resolvers {
  return {
    Query: each('Query', Query, shown),
    Mutation: each('Mutation', Mutation, shown),
    Conversation: { members: shown('Conversation.members', Conversation.members) },
    Subscription: each('Subscription', Subscription, guarded),
  };
}
