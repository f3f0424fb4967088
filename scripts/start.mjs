// `npm start`: sets up all that is missing, starts the services and the server, and stops them in order.
// `npm run dev` (--dev) is the same with reload. Plain Node, nothing installed.
import { checkMachine } from './lib/machine.mjs';

checkMachine();
const { startParley } = await import('./lib/start-parley.mjs');
await startParley({ dev: process.argv.includes('--dev') });
