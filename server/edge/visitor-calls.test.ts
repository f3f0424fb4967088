// The visitors' table names every call there is, once.
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { Actor } from '../platform/actor.ts';
import { SDL } from './graphql/sdl.ts';
import { createAppRouter } from './trpc/router.ts';
import { CALLS, mayCall, shownTo } from './visitor-calls.ts';

const visitor = { isVisitor: true } as Actor;
const person = { isVisitor: false } as Actor;

function everyCall(): string[] {
  const schema = buildSchema(SDL);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}).map((name) => `${type?.name}.${name}`));
  const procedures = Object.keys(createAppRouter({} as Parameters<typeof createAppRouter>[0])._def.procedures);
  return [...fields, 'Conversation.members', ...procedures].sort();
}

test('[D7] every call of GraphQL and of tRPC is open to visitors or for people alone, and each is named once', () => {
  expect([...CALLS.open, ...CALLS.people].sort()).toEqual(everyCall());
});

test('[D7] what is not named is refused to a visitor; to people and to nobody all is there', () => {
  expect([mayCall(visitor, 'Query.secrets'), mayCall(visitor, 'admin.accounts'), mayCall(visitor, 'Query.me')]).toEqual([
    false,
    false,
    true,
  ]);
  expect([mayCall(person, 'Query.secrets'), mayCall(null, 'Mutation.signIn')]).toEqual([true, true]);
});

test('[D7] in what a visitor is answered nobody has a handle, however deep; what was answered stays as it is', () => {
  const ann = { id: '1', handle: 'ann', name: 'Ann' };
  const answer = { tickets: [{ assignee: ann, at: new Date(0) }], deep: { list: [[ann]] } };
  const hidden = { ...ann, handle: null };
  expect(shownTo(visitor, answer)).toEqual({ tickets: [{ assignee: hidden, at: new Date(0) }], deep: { list: [[hidden]] } });
  expect(shownTo(person, answer)).toBe(answer);
  expect(ann.handle).toBe('ann');
});
