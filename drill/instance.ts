// One instance of the production server behind its proxy: killed, stopped in the middle of a step, told a wrong time, and
// started again until it stands, as whoever watches over it does.
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startServer } from '../scripts/lib/server-process.mjs';
import { Gate } from './gate.ts';
import type { Random } from './random.ts';

const AGAIN_MS = 500;
const LOG_TAIL = 3_000;

export interface InstanceDeps {
  readonly name: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly random: Random;
  /** libfaketime, where there is one. */
  readonly clock: string | null;
}

type Server = ReturnType<typeof startServer>;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export class Instance {
  readonly name: string;
  readonly gate: Gate;
  /** What it did that nobody asked for. */
  readonly crashes: string[] = [];
  private readonly deps: InstanceDeps;
  private readonly port: number;
  private server: Server | null = null;
  private wanted = true;
  private killed = false;
  /** The last one that was killed: its end is no crash, whenever it is heard of. */
  private doomed: Server | null = null;
  private ready = false;
  private running: Promise<void> | null = null;

  private constructor(deps: InstanceDeps, port: number, gate: Gate) {
    this.deps = deps;
    this.name = deps.name;
    this.port = port;
    this.gate = gate;
  }

  static async make(deps: InstanceDeps): Promise<Instance> {
    const port = await freePort();
    return new Instance(deps, port, await Gate.open(port, deps.random));
  }

  /** Resolves when it stands for the first time. @throws what it says when it cannot be started */
  async start(): Promise<void> {
    this.setClock(0);
    const { outcome } = this.launch();
    const { url } = await outcome;
    if (!url) throw new Error(`the instance ${this.name} did not start:\n${this.tail()}`);
    this.ready = true;
    this.running = this.watch();
  }

  isReady(): boolean {
    return this.ready;
  }

  /** kill -9. It is started again when `back` is called. */
  kill(): () => void {
    this.killed = true;
    this.doomed = this.server;
    this.server?.kill();
    return () => {
      this.killed = false;
    };
  }

  /**
   * SIGTERM. It is started again when `back` is called, which waits for its end; another one than in order is a crash, but of one
   * that was still starting.
   */
  terminate(): { readonly ended: Promise<number | null>; back(): Promise<void> } {
    const { server, ready } = this;
    this.killed = true;
    this.doomed = server;
    void server?.stop();
    const ended = (server?.exitCode ?? Promise.resolve(null)).then((code: number | null) => {
      if (ready && code !== null && code !== 0)
        this.crashes.push(`instance ${this.name} was told to stop, and ended with ${code}:\n${this.tail()}`);
      return code;
    });
    return {
      ended,
      back: async () => {
        await ended;
        this.killed = false;
      },
    };
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    if (this.server?.pid !== undefined && this.ready && this.server !== this.doomed) process.kill(this.server.pid, signal);
  }

  /** How far its clock is from the right one, s. */
  setClock(seconds: number): void {
    if (this.deps.clock) writeFileSync(this.clockFile(), `${seconds < 0 ? '' : '+'}${seconds}\n`);
  }

  async close(): Promise<void> {
    this.wanted = false;
    this.server?.kill();
    await this.running;
    await this.server?.exitCode;
    await this.gate.close();
  }

  private launch(): Server {
    const { env, clock } = this.deps;
    const log = openSync(this.logFile(), 'a', 0o600);
    const clockEnv = clock
      ? { LD_PRELOAD: clock, FAKETIME_TIMESTAMP_FILE: this.clockFile(), FAKETIME_CACHE_DURATION: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }
      : {};
    const own = { ...env, ...clockEnv, PORT: String(this.port), HOST: '127.0.0.1' };
    this.server = startServer(own, { output: log, deathSignal: 'KILL' });
    closeSync(log);
    return this.server;
  }

  /** Starts it again whenever it is gone. */
  private async watch(): Promise<void> {
    while (this.wanted) {
      const server = this.server ?? this.launch();
      const code = await server.exitCode;
      if (server.pid !== undefined) forgetClock(server.pid);
      if (this.wanted && this.ready && server !== this.doomed)
        this.crashes.push(`instance ${this.name} ended by itself (exit code ${code}):\n${this.tail()}`);
      this.ready = false;
      while (this.wanted && this.killed) await delay(50);
      if (!this.wanted) return;
      await this.again();
    }
  }

  private async again(): Promise<void> {
    const { outcome } = this.launch();
    const { url } = await outcome.catch(() => ({ url: undefined }));
    this.ready = url !== undefined && !this.killed;
    // Without its database it does not start.
    if (url === undefined) await delay(AGAIN_MS);
  }

  private tail(): string {
    return readFileSync(this.logFile(), 'utf8').slice(-LOG_TAIL);
  }

  private logFile(): string {
    return join(this.deps.folder, `${this.name}.log`);
  }

  private clockFile(): string {
    return join(this.deps.folder, `${this.name}.clock`);
  }
}

/** What libfaketime leaves in shared memory of a process that was killed. */
function forgetClock(pid: number): void {
  for (const name of [`faketime_shm_${pid}`, `sem.faketime_sem_${pid}`]) rmSync(join('/dev/shm', name), { force: true });
}
