// The door of routing: what waits is given to who can take it, by calls and by itself; why; who is there. README.md tells the flow.
export { decisionsOf } from './explain.ts';
export { meterRouting, noRoutingMeter } from './meter.ts';
export { createRouting, type Routing } from './routing.ts';
export { type Runner, startRunner } from './runner.ts';
export { dropDecisions } from './store-decisions.ts';
