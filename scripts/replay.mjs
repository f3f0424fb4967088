// npm run replay -- PATH ...: beside the installation of this machine with its database, or, given --url, as a client of another one
// and without any database (server/commands/replay.ts, docs/replay.md).
import { join } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { checkMachine } from './lib/machine.mjs';
import { pinnedNode, root } from './lib/paths.mjs';
import { boundToUs, start } from './lib/process.mjs';
import { runCommand } from './lib/run-command.mjs';
import { makeSay } from './lib/say.mjs';
import { exitCodeOf } from './lib/server-process.mjs';

checkMachine();
const args = process.argv.slice(2);

async function runElsewhere() {
  await ensureInstalled(makeSay(process.stderr));
  const file = join(root, 'server/commands/replay.ts');
  const env = { ...process.env, NODE_ENV: process.env.NODE_ENV || 'production' };
  const child = start(boundToUs(pinnedNode, ['--enable-source-maps', file, ...args]), { detached: false, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal gives Ctrl-C to the command itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  process.exit(await exitCodeOf(await child.exited));
}

if (args.some((arg) => arg === '--url' || arg.startsWith('--url='))) await runElsewhere();
else await runCommand('replay', args);
