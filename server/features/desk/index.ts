// The door of the live desk: it runs by itself, its people see what happens, visitors hear of their tickets. README.md tells the flow.
export { createDesk } from './create.ts';
export { runDesk } from './run.ts';
export type { Desk } from './types.ts';
