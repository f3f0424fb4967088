// npm run model: explores the larger systems of testing/model whole. Arguments: testing/model/run.ts.
import { checkMachine } from './lib/machine.mjs';

checkMachine();
const { runTool } = await import('./lib/run-tool.mjs');
await runTool('testing/model/run.ts', process.argv.slice(2));
