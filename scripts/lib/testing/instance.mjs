// An instance of the product for the journeys and the bench: npm start itself, on a free port, with a data folder of its own.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Failure } from '../failure.mjs';
import { startProgram, throwIfStopped } from './programs.mjs';

const READY_MS = 120_000;
const STOP_MS = 70_000;

export async function startInstance({ dataDir, build, env }) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const own = { PORT: String(port), PARLEY_DATA: dataDir, PARLEY_MIRROR: join(dataDir, 'mirror'), PARLEY_BUILD: build };
  const program = startProgram(process.execPath, ['scripts/start.mjs'], { ...env, ...own, PARLEY_LIMITS: 'off' });
  const until = performance.now() + READY_MS;
  while (!(await isReady(url))) {
    throwIfStopped();
    if (!program.isRunning() || performance.now() > until) {
      await program.stop(STOP_MS);
      throw new Failure(`The instance did not get ready. It said:\n${program.output().trim()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, pid: program.pid, output: program.output, stop: () => program.stop(STOP_MS) };
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
