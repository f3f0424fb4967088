// Users of the bench, each with one open stream: what they send, and what reaches them, by clientId. Positions are checked as
// they come: a run in which a stream has a hole or a double ends.
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

/** A message reached this user. `bytes`: its part of the frame. */
export type Heard = (user: User, clientId: string, bytes: number) => void;

export interface Ears {
  readonly heard?: Heard;
  /** A conversation with read fan-out has moved. */
  readonly hinted?: (user: User, conversationId: string, head: number) => void;
}

const MARKS = /"pos":(\d+)|"clientId":"([0-9a-f-]+)"/g;
const HINT = /"hint":\{[^}]*"conversationId":"(\d+)"[^}]*\}/;

export class User {
  readonly id: string;
  readonly client: Client;
  private readonly lane = randomUUID();
  private readonly seqs = new Map<string, number>();
  /** The last position; null before the first entry of a stream without a cursor. */
  pos: number | null = null;

  private constructor(id: string, client: Client) {
    this.id = id;
    this.client = client;
  }

  /** Connected, without a stream. */
  static async connect(url: string, { id, token }: Account): Promise<User> {
    return new User(id, await Client.open(url, token));
  }

  /** Resolves when the stream stands: its first frame has come. */
  static async open(url: string, account: Account, ears: Ears, after: string | null = null): Promise<User> {
    const user = await User.connect(url, account);
    await user.listen(ears, after);
    return user;
  }

  listen(ears: Ears, after: string | null): Promise<void> {
    if (after !== null) this.pos = Number(after.split('.')[1]);
    return new Promise((resolve) => {
      this.client.subscribe(TIMELINE, { after }, (frame, bytes) => {
        resolve();
        this.take(frame, bytes, ears);
      });
    });
  }

  private take(frame: string, bytes: number, { heard, hinted }: Ears): void {
    if (/"reset":\{/.test(frame)) throw new Error(`a stream was reset: ${frame}`);
    const clientIds: string[] = [];
    for (const [, pos, clientId] of frame.matchAll(MARKS)) {
      if (pos !== undefined) this.step(Number(pos));
      else if (clientId !== undefined) clientIds.push(clientId);
    }
    for (const clientId of clientIds) heard?.(this, clientId, bytes / clientIds.length);
    const hint = hinted ? HINT.exec(frame) : null;
    if (hint?.[1]) hinted?.(this, hint[1], Number(/"head":(\d+)/.exec(hint[0])?.[1]));
  }

  private step(pos: number): void {
    if (this.pos !== null && pos !== this.pos + 1) throw new Error(`position ${pos} came after ${this.pos}`);
    this.pos = pos;
  }

  /** Sends one message in order and waits for its answer; `before(clientId)` is called just before. */
  async send(conversationId: string, before: (clientId: string) => void = () => undefined): Promise<void> {
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

/** Opens many, `atOnce` of them at a time. */
export async function openUsers(url: string, accounts: readonly Account[], ears: Ears = {}, atOnce = 32): Promise<User[]> {
  const users: User[] = [];
  await inTurn(accounts, atOnce, async (account, index) => {
    users[index] = await User.open(url, account, ears);
  });
  return users;
}

export async function closeUsers(users: readonly User[]): Promise<void> {
  await Promise.all(users.map((user) => user.close()));
}

/** `work` for each, `atOnce` under way. */
export async function inTurn<T>(list: readonly T[], atOnce: number, work: (one: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < list.length; index = next++) await work(list[index] as T, index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, worker));
}
