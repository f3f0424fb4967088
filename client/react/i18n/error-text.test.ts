import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { textFault } from '../../../core/protocol/text.ts';
import { errorText, isReason } from './error-text.ts';
import { en } from './messages/en.ts';
import { translator } from './translate.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** A refusal with its reason, and the message of a check on an input; a reason in words ("not an id") is for developers. */
const GIVEN = [/(?:AppError|refuse)\([^;]*?reason: '([a-z_]+)'/g, /\.(?:min|max|refine)\([^;]*?'([a-z]+(?:_[a-z]+)+)'/g];

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
}

function reasonsOfServer(): Set<string> {
  const found = [...sources('server'), ...sources('core')].flatMap((source) =>
    GIVEN.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1] ?? '')),
  );
  const faults = ['', 'a'.repeat(LIMITS.textUnits + 1), '\0', '\ud800'].map((text) => textFault(text) ?? '');
  return new Set([...found, ...faults]);
}

test('[errors] every reason that the server can give has a text, and no text is without its reason', () => {
  const given = [...reasonsOfServer()].sort();
  expect(given).toContain('taken');
  expect(given).toContain('too_short');
  const texts = Object.keys(en.errors).flatMap((key) => (key.startsWith('reason_') ? key.slice('reason_'.length) : []));
  expect(given.filter((reason) => !isReason(reason))).toEqual([]);
  expect(texts.filter((reason) => !given.includes(reason))).toEqual([]);
});

test('[errors] the reason speaks before the code; words for developers are not shown', () => {
  const t = translator('en');
  expect(errorText(t, { code: 'BAD_INPUT', details: { field: 'handle', reason: 'taken' } })).toBe(en.errors.reason_taken);
  expect(errorText(t, { code: 'BAD_INPUT', details: { field: 'id', reason: 'not an id' } })).toBe(en.errors.call_BAD_INPUT);
  expect(errorText(t, { code: 'BAD_INPUT', details: { reason: 'toString' } })).toBe(en.errors.call_BAD_INPUT);
});

test('[errors] a call that failed promises no repetition by itself, and says how long to wait', () => {
  const t = translator('en');
  expect(errorText(t, { code: 'OFFLINE', details: {} })).toBe(en.errors.call_OFFLINE);
  expect(errorText(t, { code: 'INTERNAL', details: {} })).toBe(en.errors.INTERNAL);
  expect(errorText(t, { code: 'RATE_LIMITED', details: { retryAfterMs: 2100 } })).toContain('Wait 3 s');
});
