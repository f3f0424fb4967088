// docs/api.md tells what the code says: its tables of errors, close codes and limits are compared with the tables here.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERROR_MESSAGES } from '../../core/protocol/app-error.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import { DOCUMENT_LIMITS } from './graphql/limits.ts';
import { CLOSE } from './sockets/codes.ts';
import { SOCKET_LIMITS } from './sockets/connection.ts';

const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');

/** The rows of the table under a heading, as pairs. */
function table(heading: string): string[][] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

test('[docs] the errors', () => {
  expect(table('Errors')).toEqual(Object.entries(ERROR_MESSAGES));
});

test('[docs] the close codes', () => {
  expect(table('How sockets close')).toEqual(Object.values(CLOSE).map(({ code, told }) => [String(code), told]));
});

test('[docs] the limits', () => {
  const values = [LIMITS.requestBytes, ...Object.values(DOCUMENT_LIMITS), ...Object.values(SOCKET_LIMITS)];
  expect(table('Limits').map(([, value]) => Number(value))).toEqual(values);
});
