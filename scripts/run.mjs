// `node scripts/run.mjs NAME ARGS...`: runs server/commands/NAME.ts with a database and Redis: those of a running
// instance, or its own for as long as it takes. Its own words go to stderr; stdout belongs to the command.
import { checkMachine } from './lib/machine.mjs';

checkMachine();
const { runCommand } = await import('./lib/run-command.mjs');
await runCommand(process.argv[2], process.argv.slice(3));
