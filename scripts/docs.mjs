// npm run docs: writes the generated docs (docs/data.md, the tables of docs/architecture.md) from the code.
import { checkMachine } from './lib/machine.mjs';

checkMachine();
const { runTool } = await import('./lib/run-tool.mjs');
await runTool('testing/docs/write.ts', process.argv.slice(2));
