// The clients that others bring: Apollo and urql send and receive over one socket, with no code made for them.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { observed } from '../../../testing/factories/observed.ts';
import type { Log } from '../../platform/log.ts';
import { noLimits } from '../../platform/rates/limits.ts';
import { createCallers } from '../callers.ts';
import { createGate } from '../gate.ts';
import { createGraphql } from '../graphql/run.ts';
import { createSockets } from './server.ts';

const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
const SEND = 'mutation ($input: SendInput!) { send(input: $input) { seq duplicate } }';
const TIMELINE = 'subscription ($after: String) { timeline(after: $after) { head entries { pos events { text } } } }';

interface Frame {
  timeline: { head: number | null; entries: { pos: number; events: { text: string }[] }[] | null };
}

let world: Awaited<ReturnType<typeof chatWorld>>;
let url = '';

beforeAll(async () => {
  world = await chatWorld();
  const never = () => Promise.reject(new Error('not asked for here'));
  const doors = { ...world, presence: { typing: never }, search: { search: never }, unread: { counts: never } };
  const callers = createCallers({ ...world, publicUrl: null, trustedProxies: [] });
  const gate = createGate({ limits: noLimits, callers, log });
  const { commands, metrics } = observed();
  const graphql = createGraphql(doors, log, noLimits, commands);
  const sockets = createSockets({ graphql, callers, log, metrics, limits: noLimits, gate });
  const server = createServer().on('upgrade', sockets.upgrade);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/api/graphql`;
  afterAll(async () => {
    await sockets.close();
    server.close();
  });
});

/** Somebody with a group, a socket of their own and a place to receive in. */
async function start(handle: string) {
  const input = { handle, name: handle, email: `${handle}@example.org`, password: 'correct horse battery', device: null, invitation: null };
  const { token, actor } = await world.accounts.signUp(input, { address: '', userAgent: '' });
  const room = await world.group(actor);
  const { cursor } = await world.conversations.snapshot(actor.userId);
  const link = createClient({ url, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${token}`, protocol: 1 } });
  const send = { input: { conversationId: room, clientId: crypto.randomUUID(), text: `from ${handle}` } };
  const got = Promise.withResolvers<string | undefined>();
  const take = (frame: Frame | undefined) => {
    for (const entry of frame?.timeline.entries ?? []) got.resolve(entry.events[0]?.text);
  };
  return { link, send, take, got: got.promise, after: { after: cursor } };
}

test('[api] Apollo Client sends and receives', async () => {
  const { link, send, take, got, after } = await start('apollo');
  const client = new ApolloClient({ link: new GraphQLWsLink(link), cache: new InMemoryCache() });
  const subscription = client.subscribe<Frame>({ query: gql(TIMELINE), variables: after }).subscribe({ next: ({ data }) => take(data) });
  const answer = await client.mutate({ mutation: gql(SEND), variables: send });
  expect(answer.data).toMatchObject({ send: { seq: 2, duplicate: false } });
  expect(await got).toBe('from apollo');
  subscription.unsubscribe();
  await link.dispose();
});

test('[api] urql sends and receives', async () => {
  const { link, send, take, got, after } = await start('urql');
  const exchange = subscriptionExchange({
    enableAllOperations: true,
    forwardSubscription: ({ query, variables }) => ({
      subscribe: (sink) => ({ unsubscribe: link.subscribe({ query: query ?? '', variables: { ...variables } }, sink) }),
    }),
  });
  const client = new Client({ url, exchanges: [exchange], preferGetMethod: false });
  const { unsubscribe } = client.subscription<Frame>(TIMELINE, after).subscribe(({ data }) => take(data));
  const answer = await client.mutation(SEND, send).toPromise();
  expect(answer.data).toMatchObject({ send: { seq: 2, duplicate: false } });
  expect(await got).toBe('from urql');
  unsubscribe();
  await link.dispose();
});
