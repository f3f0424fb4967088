// What the bench tells: each number beside its limit, and what they were measured with.
import type { Batches, Durability } from './database.ts';
import type { SqlLimit } from './sql.ts';
import type { Talked } from './talk.ts';

/** 64 pairs reach at least this share of what the database does with the same rows. */
export const LEAST_RATIO = 0.15;

export interface Measured {
  readonly pairs: Talked & { readonly batches: Batches; readonly limit: SqlLimit };
  readonly group: Talked & { readonly batches: Batches; readonly limit: SqlLimit; readonly wsLimit: number };
  /** Bytes. */
  readonly memory: { readonly connection: number; readonly socket: number };
  readonly durability: Durability;
  /** `seconds` of a round; each number is the median of its rounds. */
  readonly setting: {
    readonly node: string;
    readonly cores: number;
    readonly seconds: number;
    readonly rounds: number;
    readonly pairs: number;
    readonly members: number;
  };
}

interface Row {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: '/s' | 'ms' | 'KiB';
  readonly limitIs: string;
}

export function rowsOf({ pairs, group, memory, setting }: Measured): Row[] {
  const sql = 'the same rows by bare SQL';
  const commit = 'one bare transaction of the same size';
  return [
    { name: `${setting.pairs} pairs: accepted`, measured: pairs.accepted, limit: pairs.limit.messages, unit: '/s', limitIs: sql },
    { name: `${setting.pairs} pairs: delivered`, measured: pairs.delivered, limit: pairs.limit.messages, unit: '/s', limitIs: sql },
    { name: 'send to receive: p50', measured: pairs.latency.p50, limit: pairs.limit.latency.p50, unit: 'ms', limitIs: commit },
    { name: 'send to receive: p95', measured: pairs.latency.p95, limit: pairs.limit.latency.p95, unit: 'ms', limitIs: commit },
    { name: 'send to receive: p99', measured: pairs.latency.p99, limit: pairs.limit.latency.p99, unit: 'ms', limitIs: commit },
    { name: `group of ${setting.members}: accepted`, measured: group.accepted, limit: group.limit.messages, unit: '/s', limitIs: sql },
    {
      name: `group of ${setting.members}: deliveries`,
      measured: group.delivered,
      limit: group.wsLimit,
      unit: '/s',
      limitIs: 'raw ws sends',
    },
    {
      name: 'memory a connection',
      measured: memory.connection / 1024,
      limit: memory.socket / 1024,
      unit: 'KiB',
      limitIs: 'a bare ws socket',
    },
  ];
}

export const ratioOf = (row: Pick<Row, 'measured' | 'limit'>) => row.measured / row.limit;

export function isGood(measured: Measured): boolean {
  return ratioOf({ measured: measured.pairs.accepted, limit: measured.pairs.limit.messages }) >= LEAST_RATIO;
}

export function textOf(measured: Measured): string {
  const { durability, pairs, group, setting } = measured;
  const lines = rowsOf(measured).map((row) =>
    [
      row.name.padEnd(26),
      amount(row.measured, row.unit).padStart(13),
      amount(row.limit, row.unit).padStart(13),
      ratioOf(row).toFixed(2).padStart(8),
      `  ${row.limitIs}`,
    ].join(''),
  );
  const batch = (name: string, { messages, perConversation }: Batches) =>
    `${name} ${messages.toFixed(1)} messages a transaction, ${perConversation.toFixed(1)} of one conversation`;
  return [
    `${''.padEnd(26)}${'measured'.padStart(13)}${'limit'.padStart(13)}${'ratio'.padStart(8)}  limit`,
    ...lines,
    '',
    `batch size: ${batch('pairs', pairs.batches)}; ${batch('group', group.batches)}`,
    `PostgreSQL ${durability.version}, fsync ${durability.fsync}, synchronous_commit ${durability.synchronousCommit}`,
    `Node ${setting.node}, ${setting.cores} cores, the median of ${setting.rounds} rounds of ${setting.seconds} s, limits on flooding off`,
    isGood(measured)
      ? `ok: ${setting.pairs} pairs reach ${LEAST_RATIO} of their limit`
      : `FAIL: ${setting.pairs} pairs do not reach ${LEAST_RATIO} of their limit`,
  ].join('\n');
}

/** For machines: the rows with their ratios, and all that was measured with units in ms, bytes and a second. */
export function jsonOf(measured: Measured): string {
  const rows = rowsOf(measured).map((row) => ({ ...row, ratio: ratioOf(row) }));
  return JSON.stringify({ ok: isGood(measured), leastRatio: LEAST_RATIO, rows, ...measured });
}

function amount(value: number, unit: Row['unit']): string {
  const digits = unit === '/s' ? 0 : 1;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${unit}`;
}
