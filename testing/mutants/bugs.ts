// Planted bugs: each replaces a piece of the product's source, in tests alone, as the module is loaded. A piece that is not
// there any more is an error, so that the list stays true. Found by seeds of the simulation, or by the tests that are named.

import type { Bug } from './bug.ts';
import { DESK_BUGS } from './desk-bugs.ts';

const archive = { part: 'services', file: 'server/features/history/archive.pg.test.ts' } as const;
const kept = { part: 'services', file: 'server/features/timeline/kept.pg.test.ts' } as const;
const append = { part: 'services', file: 'server/features/timeline/append.pg.test.ts' } as const;
const batch = { part: 'unit', file: 'core/timeline/batch.test.ts' } as const;
const lost = { part: 'unit', file: 'client/engine/lost-history.test.ts' } as const;
const counters = { part: 'services', file: 'server/features/unread/counters.redis.test.ts' } as const;
const bus = { part: 'unit', file: 'server/platform/bus/bus.test.ts' } as const;

export const BUGS: readonly Bug[] = [
  {
    name: "the conversation's lock left out",
    file: 'testing/database/statements-load.ts',
    from: 'await on.lock(conversation, `${id} `);',
    to: '',
  },
  {
    name: "the conversation's lock left out of the SQL",
    file: 'server/features/timeline/store-load.ts',
    from: "order by id for no key update ${wait ? '' : 'skip locked'}",
    to: 'order by id',
    tests: append,
  },
  {
    name: 'cursors unsorted',
    file: 'testing/database/statements-write.ts',
    from: '[...new Set(ids as string[])].sort(by((one) => one))',
    to: '[...new Set(ids as string[])].sort(() => on.database.now() % 2 === 0 ? 1 : -1)',
  },
  {
    name: 'what only hears that the transaction is aborted taken for what failed',
    file: 'server/platform/transaction.ts',
    from: "await sentTogether([on.query('commit'), ...last])",
    to: "await Promise.all([on.query('commit'), ...last])",
    tests: { part: 'services', file: 'testing/database/transactions.pg.test.ts' },
  },
  {
    name: 'a COMMIT that answered ROLLBACK taken for done',
    file: 'server/platform/transaction.ts',
    from: "if (end.command !== 'COMMIT') throw",
    to: "if (end.command === '') throw",
  },
  {
    name: 'answered before commit',
    file: 'server/platform/transaction.ts',
    from: "const [end] = await sentTogether([on.query('commit'), ...last]);",
    to: "const end = { command: 'COMMIT' }; sentTogether([on.query('commit'), ...last]).catch(() => undefined);",
  },
  {
    name: 'key looked up after authorisation',
    file: 'core/timeline/batch.ts',
    from: '  if (known) {',
    to: '  if (known && state && (command.actorId === null || state.members.has(command.actorId))) {',
  },
  {
    name: 'key not compared within a batch',
    file: 'core/timeline/batch.ts',
    from: '  input.keys.set(keyOf(senderId, clientId), {',
    to: '  void ({',
  },
  {
    name: 'lane without its user',
    file: 'core/timeline/command.ts',
    from: '`${userId} ${conversationId} ${lane}`',
    to: '`${conversationId} ${lane}`',
    tests: batch,
  },
  {
    name: 'a gap refusal that uses its number up',
    file: 'core/timeline/batch.ts',
    from: "    result.outcomes.set(command, { kind: 'refused', refusal: refuse('OUT_OF_ORDER', { expected }) });",
    to: "    if (lane) spend(result, command, lane);\n    result.outcomes.set(command, { kind: 'refused', refusal: refuse('OUT_OF_ORDER', { expected }) });",
  },
  {
    name: 'a known key that does not use its number up',
    file: 'core/timeline/batch.ts',
    from: '    if (lane) spend(result, command, lane);\n    result.outcomes.set(command, answerKnown(',
    to: '    result.outcomes.set(command, answerKnown(',
  },
  {
    name: 'a held send never woken',
    file: 'server/features/timeline/writers.ts',
    from: '    lookOnce(place, job);\n    ready();',
    to: '',
  },
  {
    name: 'a range over a leave',
    file: 'core/protocol/events.ts',
    from: "leave: { code: 7, countable: false, effect: false, range: 'ends'",
    to: "leave: { code: 7, countable: false, effect: false, range: 'inside'",
  },
  {
    name: 'a marker written from a stale read',
    file: 'testing/database/statements-markers.ts',
    from: 'if (r <= row.read_seq) return',
    to: 'if (r < 0) return',
  },
  {
    name: 'a fold with a total for a delta',
    file: 'server/features/timeline/append.ts',
    from: 'data: { readSeq, others }',
    to: 'data: { readSeq, others: readSeq }',
    tests: counters,
  },
  {
    name: "a heartbeat's head from memory",
    file: 'server/features/timeline/hub.ts',
    from: 'channel.tell(head, beat, epoch)',
    to: 'channel.tell(channel.head, beat, epoch)',
  },
  {
    name: 'no new epoch after a restore',
    file: 'server/platform/epoch.ts',
    from: 'standing.counter <= known',
    to: 'standing.counter < 0',
  },
  {
    name: 'an effect applied twice',
    file: 'core/timeline/reduce-effect.ts',
    from: ' || effect.seq <= target.asOfSeq) return target;',
    to: ') return target;',
  },
  {
    name: 'an effect applied over a hole',
    file: 'core/timeline/reduce-log.ts',
    from: '    if (!isKnown({ ranges, events }, between)) continue;\n',
    to: '',
    tests: { part: 'unit', file: 'core/timeline/reduce.test.ts' },
  },
  {
    name: 'a cold segment written over a recall',
    file: 'server/features/history/store-archive.ts',
    from: '    if (touched.rows.length > 0) return false;\n',
    to: '',
    tests: archive,
  },
  {
    name: 'the dropped minimum read apart from the entries',
    file: 'server/features/timeline/pull.ts',
    from: "  if (entries[0]?.pos !== ask.after + 1) return 'old';\n",
    to: '',
    tests: kept,
  },
  {
    name: 'a send that is answered is not looked for in a lost history',
    file: 'client/engine/outbox.ts',
    from: '        parcel.seq = null;\n',
    to: '',
  },
  {
    name: 'an answer of a lost history taken for one',
    file: 'client/engine/engine.ts',
    from: 'lost: () => this.fence.raise(),',
    to: 'lost: () => undefined,',
    tests: lost,
  },
  {
    name: 'an entry of a lost history that waits for the first list',
    file: 'client/engine/sync.ts',
    from: '    if (this.place) return;\n    this.waiting.clear();',
    to: '    if (this.known >= 0) return;\n    this.waiting.clear();',
    tests: lost,
  },
  {
    name: 'a mark in a lost history kept',
    file: 'client/engine/engine.ts',
    from: '      this.markers.forgetAll();\n',
    to: '',
  },
  {
    name: 'a message above what is shown taken for unsent',
    file: 'client/engine/engine.ts',
    from: 'this.logs.isAbove(id, seq) || isKnown(',
    to: 'isKnown(',
    tests: { part: 'unit', file: 'client/engine/outbox.test.ts' },
  },
  {
    name: 'a loss on the bus that nobody looks for',
    file: 'server/platform/bus/bus.ts',
    from: 'message.news === null)) this.lost();',
    to: 'message.news === null)) void 0;',
    tests: bus,
  },
  {
    name: 'old events shown as they were told',
    file: 'server/platform/bus/hearing.ts',
    from: 'Number.NEGATIVE_INFINITY) <= YOUNG_MS',
    to: 'Number.NEGATIVE_INFINITY) <= Number.MAX_SAFE_INTEGER',
    tests: bus,
  },
  {
    name: 'a notification of what the bus does not carry passed over',
    file: 'server/features/timeline/elsewhere.ts',
    from: 'from === null || !bus.carries()',
    to: 'from === null ? false : !bus.carries()',
    tests: { part: 'services', file: 'server/features/timeline/instances.redis.test.ts' },
  },
  {
    name: 'a flushed Redis taken for people who went',
    file: 'server/features/presence/elsewhere.ts',
    from: 'if (ends.has(instance) && !places',
    to: 'if (!places',
    tests: { part: 'services', file: 'server/features/presence/instances.redis.test.ts' },
  },
  ...DESK_BUGS,
];
