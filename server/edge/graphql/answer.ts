// Answers as JSON, and how GraphQL's own results become them.
import type { ExecutionResult } from 'graphql';
import type { Log } from '../../platform/log.ts';
import { presentResult } from './errors.ts';

/** `ran` false: nothing did, since what came with the operation does not fit it. */
export interface Answer {
  readonly text: string;
  readonly ran: boolean;
}

export const presentAnswer = (result: ExecutionResult, log: Log): Answer => ({
  text: JSON.stringify(presentResult(result, log)),
  ran: result.data !== undefined,
});

export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
export const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** What comes from `source`, written. Its end is passed on at once, also while the next one is waited for. */
export function written(source: AsyncIterable<unknown>, write: (value: unknown) => string): AsyncIterator<string> {
  const from = source[Symbol.asyncIterator]();
  const result = ({ done, value }: IteratorResult<unknown>): IteratorResult<string> =>
    done ? { done: true, value: undefined } : { done: false, value: write(value) };
  return {
    next: () => from.next().then(result),
    async return() {
      await from.return?.();
      return { done: true, value: undefined };
    },
  };
}
