// The programs that npm test runs, each in a group of its own. When the tests are told to stop, the programs are stopped
// and the parts end early; the services are stopped by whoever started them.
import { root } from '../paths.mjs';
import { boundToUs, leaves, signalGroup, start } from '../process.mjs';

const PATIENCE_MS = 5000;
const running = new Set();
let stopped = false;

/** Thrown into a part that would go on after the tests were told to stop. */
export class Stopped extends Error {}

export function throwIfStopped() {
  if (stopped) throw new Stopped('stopped');
}

/** Starts a program; `output()` is what it has printed so far, `stdout()` the part of it that is not about errors. */
export function startProgram(command, args, env, { stdout: out = 'pipe', stderr = 'pipe' } = {}) {
  throwIfStopped();
  const child = start(boundToUs(command, args), { cwd: root, env, stdio: ['ignore', out, stderr] });
  const chunks = [];
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk) => {
    chunks.push(chunk);
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk) => chunks.push(chunk));
  running.add(child);
  const ended = child.exited.finally(() => running.delete(child));
  return {
    ended,
    pid: child.pid,
    output: () => chunks.join(''),
    stdout: () => stdout,
    isRunning: () => running.has(child),
    stop: (patienceMs) => stopChild(child, patienceMs),
  };
}

/** Runs a program to its end. `stdout` and `stderr` set to 'inherit' show what it says while it works. */
export async function runProgram(command, args, env, streams = {}) {
  const program = startProgram(command, args, env, streams);
  const { code } = await program.ended;
  throwIfStopped();
  return { ok: code === 0, output: program.output().trim(), stdout: program.stdout() };
}

/** Ends all programs, and every part at its next step. */
export async function stopPrograms() {
  stopped = true;
  await Promise.all([...running].map((child) => stopChild(child)));
}

async function stopChild(child, patienceMs = PATIENCE_MS) {
  signalGroup(child, 'SIGTERM');
  if (!(await leaves(child, patienceMs))) signalGroup(child, 'SIGKILL');
}
