// Users of the bench, each with one open stream: what they send, and what reaches them, by clientId.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Client } from './client.ts';
import { SEND, TEXT, TIMELINE } from './operations.ts';

const account = z.object({ id: z.string(), token: z.string() });
export type Account = z.output<typeof account>;

/** The output of `npm run accounts -- N --json`. */
export function readAccounts(text: string): Account[] {
  return text
    .trim()
    .split('\n')
    .map((line) => account.parse(JSON.parse(line)));
}

const frame = z.object({
  timeline: z.object({
    head: z.number().nullish(),
    entries: z.array(z.object({ events: z.array(z.object({ clientId: z.string().nullable() })) })).nullish(),
    reset: z.object({ reason: z.string() }).nullish(),
  }),
});

/** A message reached this user; `bytes`: its part of the frame. */
export type Heard = (user: User, clientId: string, bytes: number) => void;

export class User {
  readonly id: string;
  private readonly client: Client;
  private readonly lane = randomUUID();
  private readonly seqs = new Map<string, number>();

  private constructor(id: string, client: Client) {
    this.id = id;
    this.client = client;
  }

  /** Resolves when the stream stands: its first frame has come. */
  static async open(url: string, { id, token }: Account, heard: Heard): Promise<User> {
    const client = await Client.open(url, token);
    const user = new User(id, client);
    await new Promise<void>((resolve) => {
      client.subscribe(TIMELINE, {}, (data, bytes) => {
        const { timeline } = frame.parse(data);
        if (timeline.reset) throw new Error(`a stream was reset: ${timeline.reset.reason}`);
        if (typeof timeline.head === 'number') resolve();
        const events = timeline.entries?.flatMap((entry) => entry.events) ?? [];
        for (const event of events) if (event.clientId !== null) heard(user, event.clientId, bytes / events.length);
      });
    });
    return user;
  }

  /** Sends one message in order and waits for its answer; `before(clientId)` is called just before. */
  async send(conversationId: string, before: (clientId: string) => void): Promise<void> {
    const clientId = randomUUID();
    const clientSeq = (this.seqs.get(conversationId) ?? 0) + 1;
    this.seqs.set(conversationId, clientSeq);
    before(clientId);
    await this.client.request(SEND, { input: { conversationId, clientId, lane: this.lane, clientSeq, text: TEXT } });
  }

  async make(mutation: string, variables: Record<string, unknown>, field: string): Promise<string> {
    const data = await this.client.request(mutation, variables);
    return z.object({ id: z.string() }).parse(data[field]).id;
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/** Opens many, a few at once. */
export async function openUsers(url: string, accounts: readonly Account[], heard: Heard): Promise<User[]> {
  const users: User[] = [];
  for (let from = 0; from < accounts.length; from += 32) {
    users.push(...(await Promise.all(accounts.slice(from, from + 32).map((one) => User.open(url, one, heard)))));
  }
  return users;
}

export async function closeUsers(users: readonly User[]): Promise<void> {
  await Promise.all(users.map((user) => user.close()));
}
