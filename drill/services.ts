// The database and Redis of a drill, which it stops hard, starts again and sets back.
import { cpSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { socketFolder } from '../scripts/lib/folders.mjs';
import { preparePostgres } from '../scripts/lib/postgres.mjs';
import { leaves, signalGroup } from '../scripts/lib/process.mjs';
import { prepareRedis } from '../scripts/lib/redis.mjs';
import type { makeSay } from '../scripts/lib/say.mjs';

const AGAIN_MS = 500;
const TRIES = 60;
const LEAVE_MS = 20_000;

type Say = ReturnType<typeof makeSay>;
type Launch = () => Promise<Parameters<typeof signalGroup>[0]>;

/** One program that can be killed and started again. */
export class Service {
  private readonly launch: Launch;
  private child: Parameters<typeof signalGroup>[0] | null = null;
  private starting: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(launch: Launch) {
    this.launch = launch;
  }

  start(): Promise<void> {
    this.starting = this.tryToStart();
    return this.starting;
  }

  /** For good, also when a start is under way. */
  async close(signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    this.closed = true;
    await Promise.allSettled([this.starting]);
    await this.stop(signal);
  }

  private async tryToStart(): Promise<void> {
    for (let tries = 1; !this.closed; tries += 1) {
      try {
        this.child = await this.launch();
        return;
      } catch (error) {
        if (tries === TRIES) throw error;
        await delay(AGAIN_MS);
      }
    }
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    if (this.child) signalGroup(this.child, signal);
  }

  /** Resolves when it is gone. */
  async stop(signal: 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.child = null;
    signalGroup(child, signal);
    if (!(await leaves(child, LEAVE_MS))) signalGroup(child, 'SIGKILL');
    await leaves(child, LEAVE_MS);
  }
}

export interface Services {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly postgres: Service;
  readonly redis: Redis | null;
  close(): Promise<void>;
}

export class Redis extends Service {
  private readonly url: string;
  private readonly data: string;

  constructor(launch: Launch, url: string, data: string) {
    super(launch);
    this.url = url;
    this.data = data;
  }

  /** Forgets all it holds. */
  flush(): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(this.url, () => socket.write('FLUSHALL\r\n'));
      socket.setTimeout(5_000, () => socket.destroy());
      socket.once('data', () => socket.destroy());
      // Away: then there is nothing to forget.
      socket.once('error', () => socket.destroy());
      socket.once('close', () => resolve());
    });
  }

  /** Keeps what it holds now; it must be stopped. */
  keepCopy(): void {
    rmSync(`${this.data}.before`, { recursive: true, force: true });
    cpSync(this.data, `${this.data}.before`, { recursive: true });
  }

  /** Holds again what it held at the last copy; it must be stopped. */
  setBack(): void {
    rmSync(this.data, { recursive: true, force: true });
    cpSync(`${this.data}.before`, this.data, { recursive: true });
  }
}

export async function openServices(dataDir: string, say: Say): Promise<Services> {
  const sockets = socketFolder(dataDir);
  const { launch, url } = await preparePostgres({ dataDir, sockets, say });
  const postgres = new Service(launch);
  const found = await prepareRedis({ dataDir, sockets, say });
  const redis = found ? new Redis(found.launch, found.url, join(dataDir, 'redis')) : null;
  await postgres.start();
  if (redis) {
    await redis.start();
    await redis.stop('SIGKILL');
    redis.keepCopy();
    await redis.start();
  }
  return {
    databaseUrl: url,
    redisUrl: found?.url ?? null,
    postgres,
    redis,
    async close() {
      redis?.signal('SIGCONT');
      await redis?.close('SIGKILL');
      await postgres.close('SIGQUIT');
      if (!sockets.startsWith(dataDir)) rmSync(sockets, { recursive: true, force: true });
    },
  };
}
