import { buildSchema, getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createDocuments, operationOf } from './documents.ts';
import { LimitError } from './limits.ts';
import { SDL } from './sdl.ts';

const schema = buildSchema(SDL);
const check = (text: string) => createDocuments(schema).check(text);
const isLimited = (text: string) => {
  const checked = check(text);
  return Array.isArray(checked) && checked.length === 1 && checked[0] instanceof LimitError;
};
const members = (depth: number, inner = 'id') =>
  `{ conversation(id: 1) { ${'lastMessage { '.repeat(depth)} ${inner} ${'} '.repeat(depth)} } }`;
const fields = (count: number) => Array.from({ length: count }, () => 'id').join(' ');

describe('[limits] a document is refused before it is validated', () => {
  test('by depth, also through fragments', () => {
    expect(isLimited(members(10))).toBe(false);
    expect(isLimited(members(11))).toBe(true);
    const deep = Array.from({ length: 13 }, (_, n) => `fragment F${n} on Event { a { ...F${n + 1} } }`).join(' ');
    expect(isLimited(`{ conversation(id: 1) { lastMessage { ...F0 } } } ${deep} fragment F13 on Event { id }`)).toBe(true);
  });

  test('by fields, that fragments multiply too', () => {
    expect(isLimited(`{ me { ${fields(299)} } }`)).toBe(false);
    expect(isLimited(`{ me { ${fields(300)} } }`)).toBe(true);
    const doubling = Array.from({ length: 20 }, (_, n) => `fragment F${n} on User { ...F${n + 1} ...F${n + 1} }`).join(' ');
    expect(isLimited(`{ me { ...F0 } } ${doubling} fragment F20 on User { id }`)).toBe(true);
  });

  test('by aliases and fields at the root', () => {
    const aliases = (count: number) => `{ me { ${Array.from({ length: count }, (_, n) => `a${n}: id`).join(' ')} } }`;
    expect([isLimited(aliases(30)), isLimited(aliases(31))]).toEqual([false, true]);
    const roots = (count: number) => `{ ${Array.from({ length: count }, () => '__typename').join(' ')} }`;
    expect([isLimited(roots(30)), isLimited(roots(31))]).toEqual([false, true]);
  });

  test('by directives and by definitions', () => {
    const directives = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `a${n}: me @include(if: true) { id }`).join(' ')} }`;
    expect([
      isLimited(directives(30)),
      isLimited(`{ me { id } ${'...A @skip(if: true) '.repeat(31)} } fragment A on Query { __typename }`),
    ]).toEqual([false, true]);
    const operations = (count: number) => Array.from({ length: count }, (_, n) => `query q${n} { me { id } }`).join(' ');
    expect([isLimited(operations(50)), isLimited(operations(51))]).toEqual([false, true]);
  });

  test('by length; a nest that would break the parser is refused as any', () => {
    expect(isLimited(`{ me { id } } ${'#'.repeat(20_480)}`)).toBe(true);
    expect(check(`{ me(a: ${'['.repeat(7_000)}) { id } }`)).toHaveLength(1);
  });

  test('the usual question for the schema is not', () => {
    expect(check(getIntrospectionQuery())).toHaveProperty('document');
    const again = 'fields { type { '.repeat(5);
    expect(check(`{ __schema { types { ${again} name ${'} }'.repeat(5)} } } }`)).toHaveLength(1);
  });
});

test('[api] a circle of fragments is refused by validation', () => {
  expect(check('{ me { ...A } } fragment A on User { ...B } fragment B on User { ...A }')).toMatchObject([
    { message: expect.stringMatching(/spread/) },
  ]);
});

test('[api] what does not validate tells where', () => {
  expect(check('{\n  nothing\n}')).toMatchObject([{ locations: [{ line: 2, column: 3 }] }]);
  expect(check('{')).toMatchObject([{ locations: [{ line: 1, column: 2 }] }]);
});

test('[api] a document is checked once and kept by its text; what is wrong is not kept', () => {
  const documents = createDocuments(schema);
  const first = documents.check('{ me { id } }');
  expect(documents.check('{ me { id } }')).toBe(first);
  documents.check('{ nothing }');
  documents.check('{');
  expect(documents.size()).toBe(1);
});

test('[api] kept are 1,000 documents at most and 1 MiB of text; the one used last stays', () => {
  const documents = createDocuments(schema);
  const first = documents.check('{ me { id } }');
  for (let n = 0; n < 1_100; n += 1) {
    documents.check(`query q${n} { me { id } }`);
    documents.check('{ me { id } }');
  }
  expect(documents.size()).toBe(1_000);
  expect(documents.check('{ me { id } }')).toBe(first);
  for (let n = 0; n < 70; n += 1) documents.check(`query q${n} { me { id } } #${'x'.repeat(20_000)}`);
  expect(documents.size()).toBeLessThan(60);
});

test('[api] the operation is the one that is named, or the only one', () => {
  const two = check('query a { me { id } } mutation b { signOut }');
  if (!('document' in two)) throw new Error('it is valid');
  expect([operationOf(two, 'a'), operationOf(two, 'b'), operationOf(two, null), operationOf(two, 'c')]).toEqual([
    'query',
    'mutation',
    null,
    null,
  ]);
});
