// The server process: server/main.ts on the pinned Node, in a group of its own, which tells over IPC when it is ready or
// why it is not. It ends by itself when the channel to us closes, and is bound to our death while it starts.
import { constants } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { pinnedNode, root } from './paths.mjs';
import { boundToUs, leaves, signalGroup, start } from './process.mjs';

const PATIENCE_MS = 60_000;

/** The exit code of a process as a shell counts it. */
export const exitCodeOf = ({ code, signal }) => code ?? 128 + constants.signals[signal];

/**
 * Starts the server; `output`: where what it prints goes, `deathSignal`: what it gets when we die. `outcome` resolves with `{ url }`, with `{ exitCode }` when it left before it was ready, or rejects
 * with the Failure that it named. `exitCode` resolves when it is gone.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ output?: 'inherit' | number, deathSignal?: string }} [options]
 */
export function startServer(env, { output = 'inherit', deathSignal = 'TERM' } = {}) {
  const main = join(root, 'server/main.ts');
  const child = start(boundToUs(pinnedNode, ['--enable-source-maps', main], deathSignal), {
    cwd: root,
    env,
    stdio: ['ignore', output, output, 'ipc'],
  });
  const exitCode = child.exited.then((end) => {
    // What it may have left in its group (Next's workers) goes with it.
    signalGroup(child, 'SIGKILL');
    return exitCodeOf(end);
  });
  const outcome = new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (message?.type === 'ready') resolve({ url: message.url });
      if (message?.type === 'failed') reject(new Failure(message.message));
    });
    exitCode.then((code) => resolve({ exitCode: code }), reject);
  });
  let stopped;
  let hurried = false;
  const kill = () => signalGroup(child, 'SIGKILL');
  async function end() {
    child.kill('SIGTERM');
    if (!(await leaves(child, PATIENCE_MS))) signalGroup(child, 'SIGKILL');
    await exitCode;
  }
  return {
    pid: child.pid,
    outcome,
    exitCode,
    /** Asks it, once, to finish what it does; it is killed after a minute. */
    stop() {
      stopped ??= end();
      return stopped;
    },
    /** Asks it a second time: it goes on without sending its clients off. At the next time it is killed. */
    hurry() {
      if (hurried) kill();
      else child.kill('SIGTERM');
      hurried = true;
    },
    kill,
  };
}
