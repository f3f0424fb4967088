// A full account, made through the public API as people would: thousands of conversations with a message each, a few that
// were talked in, and one long log. Everything is read, so that the messenger opens at the end of each.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Client } from '../load/client.ts';
import { CREATE_GROUP, OPEN_DIRECT, SEND } from '../load/operations.ts';
import type { Account } from '../load/users.ts';
import { messageText } from './texts.ts';

/** Sends of one lane that are under way; the server takes no more ahead. */
const AHEAD = 24;
const OPENS = 48;
const TALKERS = 4;

const MARK_READ = `mutation($id: ID!, $seq: Seq!) { markRead(conversationId: $id, seq: $seq) { id } }`;
const SIGN_UP = `mutation($name: String!, $handle: String!, $email: String!, $password: String!) {
  signUp(name: $name, handle: $handle, email: $email, password: $password) { token }
}`;
const made = z.object({ id: z.string() });
const sent = z.object({ seq: z.coerce.number() });

export interface Sizes {
  readonly conversations: number;
  /** Of the long log. */
  readonly messages: number;
  /** Conversations that were talked in lately, and messages in each. */
  readonly warm: number;
  readonly warmMessages: number;
}

export interface Filled {
  readonly token: string;
  /** The latest first. */
  readonly warm: readonly string[];
  readonly long: string;
  /** Speaks in the long log. */
  readonly talker: Talker;
}

/** Runs `work(0)` to `work(count - 1)`, at most `width` at once. */
async function inTurn(count: number, width: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** Somebody with a socket, who sends in order. */
export class Talker {
  readonly id: string;
  private readonly client: Client;
  private readonly lane = randomUUID();
  private readonly seqs = new Map<string, number>();

  private constructor(id: string, client: Client) {
    this.id = id;
    this.client = client;
  }

  static async open(url: string, { id, token }: Account): Promise<Talker> {
    return new Talker(id, await Client.open(url, token));
  }

  /** Its place in the log. */
  async say(conversationId: string, text: string): Promise<number> {
    const clientSeq = (this.seqs.get(conversationId) ?? 0) + 1;
    this.seqs.set(conversationId, clientSeq);
    const input = { conversationId, clientId: randomUUID(), lane: this.lane, clientSeq, text };
    return sent.parse((await this.client.request(SEND, { input })).send).seq;
  }

  async openDirect(userId: string): Promise<string> {
    return made.parse((await this.client.request(OPEN_DIRECT, { userId })).openDirect).id;
  }

  async createGroup(title: string, memberIds: readonly string[]): Promise<string> {
    return made.parse((await this.client.request(CREATE_GROUP, { title, memberIds })).createGroup).id;
  }

  async markRead(id: string, seq: number): Promise<void> {
    await this.client.request(MARK_READ, { id, seq });
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/** Without an owner the way in would ask for one. */
async function makeOwner(url: string): Promise<void> {
  const variables = { name: 'Ines Moreau', handle: 'ines', email: 'ines@example.org', password: randomUUID() };
  const response = await fetch(`${url}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ query: SIGN_UP, variables }),
  });
  const body = await response.text();
  if (!response.ok || body.includes('"errors"')) throw new Error(`no owner could be made: ${body}`);
}

/** Talks in turn; answers the last place in the log. */
async function talk(talkers: readonly Talker[], conversationId: string, count: number): Promise<number> {
  let last = 0;
  const each = Math.ceil(count / talkers.length);
  const all = talkers.map((talker, at) =>
    inTurn(Math.min(each, count - at * each), AHEAD, async (n) => {
      last = Math.max(last, await talker.say(conversationId, messageText(at * each + n)));
    }),
  );
  await Promise.all(all);
  return last;
}

export async function fill(url: string, accounts: readonly Account[], sizes: Sizes, say: (text: string) => void): Promise<Filled> {
  const [viewer, ...others] = accounts;
  if (!viewer || others.length < sizes.conversations) throw new Error('there are too few accounts');
  await makeOwner(url);
  const me = await Talker.open(url, viewer);
  say(`making ${sizes.conversations} conversations ...`);
  await inTurn(sizes.conversations - 1, OPENS, async (n) => {
    const other = others[n];
    if (other) await me.say(await me.openDirect(other.id), messageText(n));
  });
  say(`making a log of ${sizes.messages} messages ...`);
  const talkers = await Promise.all(others.slice(0, TALKERS).map((other) => Talker.open(url, other)));
  const [talker, ...quiet] = talkers;
  if (!talker) throw new Error('nobody talks');
  const long = await me.createGroup(
    'Long log',
    talkers.map(({ id }) => id),
  );
  await me.markRead(long, await talk(talkers, long, sizes.messages));
  const warm: string[] = [];
  for (let n = 0; n < sizes.warm; n++) {
    const other = await Talker.open(url, others[TALKERS + n] ?? viewer);
    const id = await other.openDirect(me.id);
    await me.markRead(id, await talk([me, other], id, sizes.warmMessages));
    await other.close();
    warm.unshift(id);
  }
  await Promise.all([me, ...quiet].map((one) => one.close()));
  return { token: viewer.token, warm, long, talker };
}
