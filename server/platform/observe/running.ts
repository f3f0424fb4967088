// The command that is under way, wherever its code has got to: what the parts that it passes write into its line (which batch,
// how long it waited for what). Told on by the runtime (AsyncLocalStorage), so that no use case has to hand it on.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from './tracing.ts';

export interface Running {
  /** Null: traces are off. */
  readonly span: Span | null;
  conversationId: string | null;
  /** Of this process, counted from 1. */
  batch: number | null;
  /** Until its writer took it; its transactions; until all were told. ms */
  queueMs: number | null;
  commitMs: number | null;
  publishMs: number | null;
}

const storage = new AsyncLocalStorage<Running>();

/** Undefined: no command has led here, as in a job. */
export const runningCommand = (): Running | undefined => storage.getStore();

export function runAs<T>(running: Running, work: () => T): T {
  return storage.run(running, work);
}

export function newRunning(span: Span | null): Running {
  return { span, conversationId: null, batch: null, queueMs: null, commitMs: null, publishMs: null };
}
