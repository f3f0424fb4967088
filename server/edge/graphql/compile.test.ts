import fc from 'fast-check';
import { buildSchema, execute, type GraphQLObjectType, isObjectType, parse, subscribe } from 'graphql';
import { expect, test } from 'vitest';
import { AppError } from '../../../core/protocol/app-error.ts';
import { compile } from './compile.ts';
import type { GraphqlContext } from './context.ts';
import { presentResult } from './errors.ts';
import { answerCompiled } from './run-compiled.ts';
import { attachScalars } from './scalars.ts';
import { SDL } from './sdl.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const who = { userId: null, network: '' };
const context: GraphqlContext = { actor: null, address: '', userAgent: '', network: '', who, origin: '', requestId: 'request', span: null };

/** The product's schema, in which this field answers that. */
function schemaOf(type: string, field: string, answer: () => unknown) {
  const schema = buildSchema(SDL);
  attachScalars(schema);
  const root = schema.getType(type);
  const found = isObjectType(root) ? root.getFields()[field] : undefined;
  if (!found) throw new Error(`no ${type}.${field}`);
  if (type === 'Subscription') {
    found.subscribe = answer;
    found.resolve = (value) => value;
  } else found.resolve = answer;
  const pull = schema.getType('PullResult');
  if (pull && 'resolveType' in pull) pull.resolveType = (value: object) => ('reason' in value ? 'Reset' : 'PullPage');
  return schema;
}

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a "quote"', 'line\nbreak', '\u2028', '😀', '', '\\'));
const seq = fc.nat();
const id = fc.bigInt({ min: 1n, max: 2n ** 62n }).map(String);
const time = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString());
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const attachment = fc.record({
  id,
  kind: text,
  name: text,
  mime: text,
  bytes: seq,
  width: maybe(fc.nat(9999)),
  url: text,
  thumbnailUrl: maybe(text),
});
const event = fc.record({
  conversationId: id,
  seq,
  id,
  kind: text,
  senderId: maybe(id),
  clientId: maybe(fc.uuid()),
  text: maybe(text),
  attachments: fc.array(attachment, { maxLength: 2 }),
  reactions: fc.array(fc.record({ emoji: text, count: fc.nat(99), mine: fc.boolean() }), { maxLength: 2 }),
  replyToSeq: maybe(seq),
  data: maybe(fc.jsonValue()),
  createdAt: time,
  recalledAt: maybe(time),
  asOfSeq: seq,
});
const entry = fc.record({
  pos: seq,
  kind: fc.constantFrom('events', 'joined'),
  conversationId: maybe(id),
  fromSeq: maybe(seq),
  events: fc.array(event, { maxLength: 3 }),
  data: maybe(fc.jsonValue()),
});
const page = fc.oneof(
  fc.record({ entries: fc.array(entry, { maxLength: 3 }), cursor: text, head: seq, more: fc.boolean() }),
  fc.record({ reason: text }),
);
const frame = fc.record({
  entries: maybe(fc.array(entry, { maxLength: 3 })),
  hint: maybe(fc.record({ conversationId: id, head: seq })),
  head: maybe(seq),
  reset: maybe(fc.record({ reason: text })),
  signal: maybe(fc.jsonValue()),
});

/** Fields of a type as somebody may ask for them: some, in any order, under other names, through fragments. */
function selection(
  type: GraphQLObjectType,
  inner: Readonly<Record<string, fc.Arbitrary<string>>>,
  leaves: readonly string[],
): fc.Arbitrary<string> {
  const leaf = fc.constantFrom('__typename', ...leaves);
  const named = fc
    .tuple(fc.option(fc.constantFrom('x', 'y', 'z'), { nil: null }), leaf)
    .map(([alias, name]) => (alias ? `${alias}_${name}: ${name}` : name));
  const nested = Object.entries(inner).map(([name, of]) => of.map((fields) => `${name} { ${fields} }`));
  const one = fc.oneof(named, named, ...nested);
  return fc
    .array(fc.tuple(one, fc.boolean()), { minLength: 1, maxLength: 8 })
    .map((list) => list.map(([field, wrapped]) => (wrapped ? `... on ${type.name} { ${field} }` : field)).join(' '));
}

const base = buildSchema(SDL);
const typeOf = (name: string) => base.getType(name) as GraphQLObjectType;
const attachments = selection(typeOf('Attachment'), {}, ['id', 'kind', 'name', 'mime', 'bytes', 'width', 'url', 'thumbnailUrl']);
const reactions = selection(typeOf('Reaction'), {}, ['emoji', 'count', 'mine']);
const events = selection(typeOf('Event'), { attachments, reactions }, [
  'conversationId',
  'seq',
  'id',
  'kind',
  'senderId',
  'clientId',
  'text',
  'replyToSeq',
  'data',
  'createdAt',
  'recalledAt',
  'asOfSeq',
]);
const entries = selection(typeOf('Entry'), { events }, ['pos', 'kind', 'conversationId', 'fromSeq', 'data']);

test('[api] what is compiled answers what GraphQL itself answers: pages of any content, any selection', async () => {
  const pages = selection(typeOf('PullPage'), { entries }, ['cursor', 'head', 'more']);
  await fc.assert(
    fc.asyncProperty(page, pages, async (value, fields) => {
      const schema = schemaOf('Query', 'pull', () => value);
      const document = parse(
        `query Q($after: String!) { again: pull(after: $after) { ...F ... on Reset { reason } } } fragment F on PullPage { ${fields} }`,
      );
      const compiled = compile(schema, document, 'Q');
      if (!compiled) throw new Error('it was not compiled');
      const told = await execute({ schema, document, variableValues: { after: 'e.1' }, contextValue: context });
      const { text } = await answerCompiled({ schema, log }, compiled, { variables: { after: 'e.1' }, context });
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(told)));
    }),
    { numRuns: 200 },
  );
});

test('[api] what is compiled answers what GraphQL itself answers: numbers with a fraction, and kinds by their names', async () => {
  const score = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), fc.integer());
  const candidate = fc.record({ score, reason: text });
  const decision = fc.record({
    at: time,
    outcome: text,
    candidates: fc.array(candidate, { maxLength: 3 }),
    passedOver: fc.dictionary(text, fc.nat(99)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(decision, { maxLength: 3 }), async (value) => {
      const schema = schemaOf('Query', 'decisions', () => value);
      const document = parse('query Q($id: ID!) { decisions(ticketId: $id) { at outcome candidates { score reason } passedOver } }');
      const compiled = compile(schema, document, 'Q');
      if (!compiled) throw new Error('it was not compiled');
      const told = await execute({ schema, document, variableValues: { id: '1' }, contextValue: context });
      const { text: written } = await answerCompiled({ schema, log }, compiled, { variables: { id: '1' }, context });
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(told)));
    }),
    { numRuns: 100 },
  );
});

test('[api] what is compiled pushes what GraphQL itself pushes, also where many share the events of a batch', async () => {
  const frames = selection(typeOf('Frame'), { entries }, ['head', 'signal']);
  await fc.assert(
    fc.asyncProperty(frame, frames, fc.array(seq, { minLength: 1, maxLength: 3 }), async (value, fields, positions) => {
      const recipients = positions.map((pos) => ({
        ...value,
        entries: value.entries?.map((one, index) => ({ ...one, pos: pos + index })) ?? null,
      }));
      async function* source() {
        yield* recipients;
      }
      const schema = schemaOf('Subscription', 'timeline', source);
      const document = parse(`subscription { timeline { ${fields} } }`);
      const compiled = compile(schema, document, null);
      if (!compiled) throw new Error('it was not compiled');
      const stream = await subscribe({ schema, document });
      if (!(Symbol.asyncIterator in stream)) throw new Error('no stream');
      const told: unknown[] = [];
      for await (const one of stream) told.push(JSON.parse(JSON.stringify(one)));
      expect(recipients.map((one) => JSON.parse(compiled.write(one)))).toEqual(told);
    }),
    { numRuns: 200 },
  );
});

test('[api] what fails is told the same: a refusal, a fault, a wrong variable, a field that lacks', async () => {
  const document = parse('query ($after: String!) { pull(after: $after) { ... on PullPage { head } } }');
  const throwing = (error: Error) => () => {
    throw error;
  };
  const cases: [() => unknown, Record<string, unknown>][] = [
    [throwing(new AppError('RATE_LIMITED', { retryAfterMs: 5 })), { after: 'x' }],
    [() => Promise.reject(new AppError('NOT_FOUND')), { after: 'x' }],
    [throwing(new Error('a secret')), { after: 'x' }],
    [() => ({ head: 1 }), {}],
    [() => ({ head: 1 }), { after: 5 }],
    [() => null, { after: 'x' }],
  ];
  for (const [answer, variables] of cases) {
    const schema = schemaOf('Query', 'pull', answer);
    const compiled = compile(schema, document, null);
    if (!compiled) throw new Error('it was not compiled');
    const told = presentResult(await execute({ schema, document, variableValues: variables, contextValue: context }), log);
    const { text, ran } = await answerCompiled({ schema, log }, compiled, { variables, context });
    const withoutPlaces = JSON.parse(JSON.stringify(told), (key, value) => (key === 'locations' ? undefined : value));
    expect(codesOf(JSON.parse(text))).toEqual(codesOf(withoutPlaces));
    expect(ran).toBe(told.data !== undefined);
  }
});

/** The codes, and where; texts of GraphQL's own differ by their place. */
const codesOf = ({ errors, data }: { errors?: { path?: unknown; extensions?: unknown }[]; data?: unknown }) => ({
  errors: errors?.map(({ path, extensions }) => ({ path, extensions })),
  data,
});

test('[api] directives, several fields and fields with a resolver of their own are left to GraphQL', () => {
  const schema = schemaOf('Query', 'pull', () => null);
  const members = typeOf('Conversation').getFields().members;
  expect(members).toBeDefined();
  const left = (text: string) => compile(schema, parse(text), null);
  expect(left('{ pull(after: "a") @include(if: true) { __typename } }')).toBeNull();
  expect(left('{ pull(after: "a") { ... on PullPage { head @skip(if: false) } } }')).toBeNull();
  expect(left('{ pull(after: "a") { __typename } me { id } }')).toBeNull();
  expect(left('{ __typename }')).toBeNull();
  expect(left('{ pull(after: "a") { __typename } }')).not.toBeNull();
});
