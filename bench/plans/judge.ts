// What a plan must not do: go through a table that grows with what is said, sort more than was asked for, or read rows out of
// proportion to those that it answers. Pure.
import type { Observed, PlanNode } from './recorder.ts';

/** They grow with what is said, or with who is in. */
const GROWING: ReadonlySet<string> = new Set([
  'conversation',
  'entry',
  'event',
  'lane',
  'member',
  'mention',
  'mention_all',
  'profile',
  'reaction',
  'send_key',
  'span',
  'user_cursor',
  'users',
]);
/** Rows that are read for one that is asked for or answered: each joins a few tables. */
const PROPORTION = 8;

export interface Rules {
  /** What any statement may read or sort besides, and how large a table may be that is rather gone through than looked up in. */
  readonly few: number;
  /** What else a statement may read, by its name. */
  readonly allowed: ReadonlyMap<string, number>;
}

export interface Judged {
  readonly seen: Observed;
  readonly answered: number;
  /** Elements of its largest array. */
  readonly asked: number;
  readonly read: number;
  readonly blocks: number;
  readonly faults: readonly string[];
}

function* nodesOf(plan: PlanNode): Generator<PlanNode> {
  yield plan;
  for (const child of plan.Plans ?? []) yield* nodesOf(child);
}

const isScan = (node: PlanNode) => node['Relation Name'] !== undefined && /Scan$/.test(node['Node Type']);

/** Rows that a scan looked at, those it threw away too. */
function readBy(node: PlanNode): number {
  const each = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return each * node['Actual Loops'];
}

export function judge(seen: Observed, { few, allowed }: Rules): Judged {
  const nodes = [...nodesOf(seen.plan)];
  const answered = seen.plan['Actual Rows'] * seen.plan['Actual Loops'];
  const asked = Math.max(0, ...seen.values.map((value) => (Array.isArray(value) ? value.length : 0)));
  const read = Math.round(nodes.filter(isScan).reduce((sum, node) => sum + readBy(node), 0));
  const most = PROPORTION * Math.max(answered, asked) + few + (allowed.get(seen.name) ?? 0);
  const sorted = (node: PlanNode) => node['Actual Rows'] * node['Actual Loops'];
  const scans = nodes.filter((node) => node['Node Type'] === 'Seq Scan' && GROWING.has(node['Relation Name'] ?? '') && readBy(node) > few);
  const sorts = nodes.filter((node) => /Sort$/.test(node['Node Type']) && sorted(node) > most);
  const faults = [
    ...scans.map((node) => `goes through ${node['Relation Name']}`),
    ...sorts.map((node) => `sorts ${sorted(node)} rows`),
    ...(read > most ? [`reads ${read} rows, ${answered} answered, ${asked} asked for, at most ${most}`] : []),
  ];
  const blocks = (seen.plan['Shared Hit Blocks'] ?? 0) + (seen.plan['Shared Read Blocks'] ?? 0);
  return { seen, answered, asked, read, blocks, faults };
}
