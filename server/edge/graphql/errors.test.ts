import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { AppError } from '../../../core/protocol/app-error.ts';
import { presentError } from './errors.ts';

const logged: unknown[] = [];
const note = (...args: unknown[]) => void logged.push(args);
const log = { debug: note, info: note, warn: note, error: note };

test('[errors] a refusal has its code and its facts', () => {
  const error = new GraphQLError('x', { originalError: new AppError('OUT_OF_ORDER', { expected: 7 }), path: ['send'] });
  expect(presentError(error, log)).toEqual({
    message: 'Send the expected clientSeq first.',
    path: ['send'],
    extensions: { code: 'OUT_OF_ORDER', expected: 7 },
  });
  expect(presentError(new GraphQLError('x', { cause: new AppError('RATE_LIMITED', { retryAfterMs: 9 }) }), log).extensions).toEqual({
    code: 'RATE_LIMITED',
    retryAfterMs: 9,
  });
});

test('[errors] what GraphQL refuses is BAD_INPUT with its words, before and while it runs', () => {
  expect(presentError(new GraphQLError('no such field'), log)).toMatchObject({
    message: 'no such field',
    extensions: { code: 'BAD_INPUT' },
  });
  expect(presentError(new GraphQLError('no such value', { path: ['a'] }), log)).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  expect(logged).toEqual([]);
});

test('[errors] what nobody foresaw is logged and leaves without its text', () => {
  const failed = presentError(new GraphQLError('secret', { originalError: new Error('secret'), path: ['a'] }), log);
  expect(failed).toMatchObject({ extensions: { code: 'INTERNAL' } });
  const stream = presentError(new GraphQLError('secret', { cause: new Error('secret') }), log);
  expect(JSON.stringify([failed, stream])).not.toContain('secret');
  expect(stream.extensions).toEqual({ code: 'INTERNAL' });
  expect(logged).toHaveLength(2);
});
