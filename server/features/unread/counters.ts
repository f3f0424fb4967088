// The counters in Redis: one hash a user, changed by scripts alone (fold.lua, keep.lua). Whatever Redis answers is a hint:
// null stands for "no Redis now" and for an answer that nobody understands.
import { readFileSync } from 'node:fs';
import { type ConversationId, parseId, type UserId } from '../../../core/protocol/ids.ts';
import type { RedisLink } from '../../platform/redis.ts';
import { REDIS_KEYS, unreadKey } from '../../platform/redis-keys.ts';
import { type Standing, totalOf } from './standing.ts';
import type { Fold } from './types.ts';

export type Verdict =
  /** Nobody asked for this user's counters lately: there are none. */
  | { readonly kind: 'absent' }
  /** They are of another epoch. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'ok' }
  /** The entry at `from` is missing. */
  | { readonly kind: 'hole'; readonly from: number };

export interface FoldCall {
  readonly userId: UserId;
  readonly epoch: string;
  /** Ascending by position; of this user. */
  readonly folds: readonly Fold[];
}

export interface Counters {
  /** Null also where there are none, or what stands there does not add up. */
  read(userId: UserId): Promise<Standing | null>;
  /** Which of these it is; null: no Redis now. */
  look(userId: UserId): Promise<Standing | 'none' | 'broken' | null>;
  /** One pipeline; the verdicts in order. */
  fold(calls: readonly FoldCall[]): Promise<readonly (Verdict | null)[]>;
  /** Later ones that stand already stay. */
  keep(userId: UserId, standing: Standing): Promise<void>;
  /** Whatever stands is wrong. What was folded since the standing was read is missing then, and shows as a hole. */
  replace(userId: UserId, standing: Standing): Promise<void>;
}

const COUNT = 'c:';
const UNCOUNTED = 'r:';
/** Conversations with something unread or with read fan-out; who has more is answered from PostgreSQL. */
const MAX_KEPT = 10_000;
const { ttlS } = REDIS_KEYS.unread;
const lua = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

export function createCounters(redis: RedisLink): Counters {
  const folding = redis.script('unread fold', lua('./fold.lua'));
  const keeping = redis.script('unread keep', lua('./keep.lua'));

  async function look(userId: UserId): Promise<Standing | 'none' | 'broken' | null> {
    const fields = await redis.hash(unreadKey(userId));
    if (!fields) return null;
    return fields.size === 0 ? 'none' : (parseStanding(fields) ?? 'broken');
  }

  async function store(userId: UserId, { epoch, pos, counts, uncounted }: Standing, how: 'keep' | 'replace'): Promise<void> {
    if (counts.size + uncounted.size > MAX_KEPT) return;
    const fields = [...[...counts].flatMap(([id, count]) => [COUNT + id, count]), ...[...uncounted].flatMap((id) => [UNCOUNTED + id, 1])];
    await keeping.runAll([{ keys: [unreadKey(userId)], args: [epoch, ttlS, pos, totalOf(counts), how, ...fields] }]);
  }

  return {
    look,
    async read(userId) {
      const seen = await look(userId);
      return seen === 'none' || seen === 'broken' ? null : seen;
    },
    async fold(calls) {
      const replies = await folding.runAll(
        calls.map(({ userId, epoch, folds }) => ({ keys: [unreadKey(userId)], args: argsOf(epoch, folds) })),
      );
      return calls.map((_, index) => parseVerdict(replies?.[index]));
    },
    keep: (userId, standing) => store(userId, standing, 'keep'),
    replace: (userId, standing) => store(userId, standing, 'replace'),
  };
}

function argsOf(epoch: string, folds: readonly Fold[]): (string | number)[] {
  return [epoch, ttlS, ...folds.flatMap((fold) => [fold.pos, fold.conversationId ?? '', fold.unread, deedOf(fold)])];
}

function deedOf({ kind, data }: Fold): 'add' | 'clear' | 'read' | 'write' {
  if (kind === 'left') return 'clear';
  if (kind !== 'joined' && kind !== 'fanOut') return 'add';
  if (data?.fanOut === 'READ') return 'read';
  return kind === 'fanOut' ? 'write' : 'add';
}

function parseStanding(fields: ReadonlyMap<string, string>): Standing | null {
  const epoch = fields.get('epoch');
  const pos = Number(fields.get('pos'));
  if (epoch === undefined || !Number.isSafeInteger(pos)) return null;
  const counts = new Map<ConversationId, number>();
  const uncounted = new Set<ConversationId>();
  for (const [field, count] of fields) {
    const id = parseId<ConversationId>(field.slice(COUNT.length));
    if (id && field.startsWith(COUNT)) counts.set(id, Number(count));
    if (id && field.startsWith(UNCOUNTED)) uncounted.add(id);
  }
  return Number(fields.get('total')) === totalOf(counts) ? { epoch, pos, counts, uncounted } : null;
}

function parseVerdict(reply: unknown): Verdict | null {
  if (!Array.isArray(reply)) return null;
  const [kind, from]: unknown[] = reply;
  if (kind === 'absent' || kind === 'stale' || kind === 'ok') return { kind };
  return kind === 'hole' && typeof from === 'number' ? { kind, from } : null;
}
