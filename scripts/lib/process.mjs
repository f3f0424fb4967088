// Child processes that never outlive us: each in a process group of its own (so that Ctrl-C in a terminal reaches only
// the launcher, which stops them in order), and bound to our death by the kernel where setpriv can do that.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const STEP_PATIENCE_MS = 5000;
const steps = new Set();

/** A mark that tells a process from a later one with the same id; null when there is none (a zombie counts as none). */
export function startMark(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? null : fields[19];
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
      throw error;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() || null;
}

export const thisProcess = () => ({ pid: process.pid, mark: startMark(process.pid) });

export const isAlive = (owner) => {
  const mark = Number.isInteger(owner?.pid) ? startMark(owner.pid) : null;
  return mark !== null && mark === owner.mark;
};

/** The command line of a process, to tell ours from a stranger that got the same id. */
export function commandOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH' || error.status === 1) return '';
    throw error;
  }
}

/** The child process of `parent` whose command line has `part`; null when there is none. */
export function childOf(parent, part) {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n');
  const children = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((match) => match?.[2] === String(parent));
  const found = children.find((match) => match?.[3]?.includes(part));
  return found ? Number(found[1]) : null;
}

let canBind;
/** Says whether this machine's setpriv can tie a child to our death (util-linux on Linux; nothing on macOS). */
function canBindToParent() {
  canBind ??= process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
  return canBind;
}

/** The command line that makes the kernel send `signal` to the command when this process dies. */
export function boundToUs(command, args, signal = 'TERM') {
  return canBindToParent() ? ['setpriv', ['--pdeathsig', signal, command, ...args]] : [command, args];
}

/** Starts a child in a group of its own; `exited` resolves with its exit code (128 + signal as shells count). */
export function start([command, args], options) {
  const child = spawn(command, args, { detached: true, ...options });
  child.exited = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  child.exited.catch((error) => {
    child.startError = error;
  });
  return child;
}

/** Sends a signal to the whole group of a child; a group that is gone already is no error. */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Ends the commands that `run` waits for, when the launcher is told to leave in the middle of a step; those that do not go
 * (npm first takes back what it did) are killed after `patienceMs`. Every step can be begun anew after that.
 */
export function endSteps(patienceMs = STEP_PATIENCE_MS) {
  for (const child of steps) {
    signalGroup(child, patienceMs > 0 ? 'SIGTERM' : 'SIGKILL');
    if (patienceMs > 0) setTimeout(() => steps.has(child) && signalGroup(child, 'SIGKILL'), patienceMs).unref();
  }
}

/** Runs a command to its end and gives its code and all that it printed; it is killed after `timeoutMs`. */
export async function run(command, args, { timeoutMs = 0, input, ...options } = {}) {
  const child = start(boundToUs(command, args), { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], ...options });
  steps.add(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  if (input !== undefined) child.stdin.on('error', (error) => (output += `stdin: ${error.code}\n`)).end(input);
  const timer = timeoutMs ? setTimeout(() => signalGroup(child, 'SIGKILL'), timeoutMs) : undefined;
  try {
    const { code } = await child.exited;
    return { ok: code === 0, output };
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EACCES') return { ok: false, output: `${command}: ${error.code}` };
    throw error;
  } finally {
    clearTimeout(timer);
    steps.delete(child);
  }
}

/** Waits for a child to leave, up to `ms`; says whether it did. */
export async function leaves(child, ms) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms, false)));
  const gone = child.exited.then(() => true);
  try {
    return await Promise.race([gone, late]);
  } finally {
    clearTimeout(timer);
  }
}
