import { expect, test } from 'vitest';
import { acceptedType, JSON_TYPE, RESPONSE_TYPE } from './accept.ts';

test.each([
  [undefined, JSON_TYPE],
  ['', JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/graphql-response+json', RESPONSE_TYPE],
  ['application/graphql-response+json, application/json;q=0.9', RESPONSE_TYPE],
  ['application/json, application/graphql-response+json', RESPONSE_TYPE],
  ['application/graphql-response+json;q=0.5, application/json', JSON_TYPE],
  ['Application/GraphQL-Response+JSON; charset=utf-8', RESPONSE_TYPE],
  ['text/html, */*;q=0.1', JSON_TYPE],
  ['application/json;q=0, */*', RESPONSE_TYPE],
  ['text/html', null],
  ['application/json;q=0', null],
])('[api] Accept: %s', (accept, expected) => {
  expect(acceptedType(accept)).toBe(expected);
});
