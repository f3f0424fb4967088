// The limits around the resolvers: each field at the root is counted before its use case, without an await, so that what is
// refused has used up nothing and what is not keeps its order.
import type { RateName } from '../../../core/protocol/rates.ts';
import type { Limits } from '../../platform/rates/limits.ts';
import { refusalOf } from '../../platform/rates/refusal.ts';
import { rateOf } from '../visitor-calls.ts';
import type { Resolvers } from './resolver.ts';

type Resolver = Resolvers['Subscription']['timeline'];

/** What is no usual read or command. */
const NAMED: Readonly<Record<string, RateName>> = {
  send: 'send',
  openTicket: 'send',
  findUsers: 'search',
  findMembers: 'search',
  search: 'search',
};

function counted(limits: Limits, rate: RateName, resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const wait = limits.take(rateOf(context.actor, rate), context.who);
    if (wait === 0) return resolve(source, args, context, info);
    context.limited?.(wait);
    throw refusalOf(wait);
  };
}

export function rated(resolvers: Resolvers, limits: Limits): Resolvers {
  if (!limits.on) return resolvers;
  const all = (fields: Readonly<Record<string, Resolver>>, rate: RateName) =>
    Object.fromEntries(Object.entries(fields).map(([name, resolve]) => [name, counted(limits, NAMED[name] ?? rate, resolve)]));
  const { members } = resolvers.Conversation;
  return {
    Query: all(resolvers.Query, 'read'),
    Mutation: all(resolvers.Mutation, 'command'),
    Conversation: {
      members: (source, args, context, info) =>
        counted(limits, 'read', () => members(source, args, context, info))(source, args, context, info),
    },
    Subscription: {
      timeline: counted(limits, 'read', resolvers.Subscription.timeline),
      desk: counted(limits, 'read', resolvers.Subscription.desk),
    },
  };
}
