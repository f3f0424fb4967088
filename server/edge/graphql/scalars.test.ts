import { buildSchema, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { attachScalars } from './scalars.ts';

function schemaThat(answers: Record<string, unknown> = {}): GraphQLSchema {
  const schema = buildSchema(
    'scalar Seq scalar DateTime scalar JSON type Query { seq(s: Seq): Seq time(t: DateTime): DateTime json(j: JSON): JSON }',
  );
  attachScalars(schema);
  const fields = schema.getQueryType()?.getFields() ?? {};
  for (const [name, field] of Object.entries(fields)) {
    field.resolve = (_source, args: Record<string, unknown>) => (name in answers ? answers[name] : Object.values(args)[0]);
  }
  return schema;
}

function ask(text: string, variableValues: Record<string, unknown> = {}, answers = {}) {
  const schema = schemaThat(answers);
  const document = parse(text);
  const errors = validate(schema, document);
  return errors.length > 0 ? { errors } : execute({ schema, document, variableValues });
}

test.each([0, 1, 9_007_199_254_740_991])('[api] Seq: %d comes in and goes out', async (seq) => {
  expect(await ask(`{ seq(s: ${seq}) }`)).toEqual({ data: { seq } });
  expect(await ask('query ($s: Seq) { seq(s: $s) }', { s: seq })).toEqual({ data: { seq } });
});

test.each(['-1', '9007199254740992', '1e3', '1.5', '"1"', 'true', '[1]'])('[api] Seq: %s is refused', async (value) => {
  expect((await ask(`{ seq(s: ${value}) }`)).errors).toHaveLength(1);
  const given: unknown = JSON.parse(value === '1e3' ? '1.25' : value);
  expect(await ask('query ($s: Seq) { seq(s: $s) }', { s: given })).not.toHaveProperty('data');
});

test('[api] DateTime is ISO 8601 in UTC with milliseconds, both ways', async () => {
  const time = '2026-07-01T10:00:00.000Z';
  expect(await ask(`{ time(t: "${time}") }`)).toEqual({ data: { time } });
  expect((await ask('{ time(t: "2026-07-01") }')).errors).toHaveLength(1);
  expect(await ask('{ time }', {}, { time: new Date(0) })).toMatchObject({ data: { time: null }, errors: [{ path: ['time'] }] });
});

test('[api] JSON passes as it is; a wrong Seq of ours does not leave', async () => {
  const json = { a: [1, 'two', null, { three: true }] };
  expect(await ask('{ json }', {}, { json })).toEqual({ data: { json } });
  expect(await ask('query ($j: JSON) { json(j: $j) }', { j: json })).toEqual({ data: { json } });
  expect(await ask('{ seq }', {}, { seq: -1 })).toMatchObject({ data: { seq: null }, errors: [{ path: ['seq'] }] });
});
