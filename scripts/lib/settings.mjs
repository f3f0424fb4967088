// The settings, read and checked by server/platform/config.ts on the pinned Node before anything is started.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { pinnedNode, root } from './paths.mjs';
import { run } from './process.mjs';

/** @returns {Promise<{port: number, host?: string, dataDir: string, buildDir: string, limits: boolean, unknown: string[]}>} */
export async function readSettings(env) {
  const { ok, output } = await run(pinnedNode, [join(root, 'server/platform/config.ts')], { env });
  if (!ok) throw new Error(`The settings could not be read:\n${output}`);
  const settings = JSON.parse(output);
  if (settings.wrong) throw new Failure(settings.wrong);
  return settings;
}

/** Fails with one line when the server could not listen there; port 0 is any free one. */
export async function checkPort({ port, host }) {
  const probe = createServer();
  const code = await new Promise((resolve) => {
    probe.once('error', (error) => resolve(error.code));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(null)));
  });
  if (code === null) return;
  if (code === 'EADDRINUSE')
    throw new Failure(
      `Port ${port} is taken by another program. Stop that, or choose another port: PORT=${port === 65535 ? 3001 : port + 1} npm start`,
    );
  if (code === 'EACCES')
    throw new Failure(`Port ${port} needs rights that this user does not have. Choose one above 1023: PORT=3000 npm start`);
  throw new Failure(`HOST ${host} is not an address of this machine (${code}). Leave HOST out to listen on all of them.`);
}
