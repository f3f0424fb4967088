// Every command that changes a conversation or a timeline has a case of "old state + events = new state": the decisions are
// looked for in the source, the inputs in the protocol.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import * as commands from '../../core/protocol/commands.ts';
import { coveredDecisions, coveredInputs, DEED_CASES } from './cases.ts';
import { DEED_KINDS } from './deeds.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What changes nothing of it: accounts, reads, what is told to streams alone. */
const NOT_COMMANDS = [
  'demoSignInInput',
  'deviceInput',
  'eventsInput',
  'findUsersInput',
  'membersInput',
  'pullInput',
  'reactorsInput',
  'searchInput',
  'signInInput',
  'signUpInput',
  'typingInput',
  'usersInput',
];

/** The doors of the timeline that read or tell. */
const NOT_WRITES = [
  'close',
  'connected',
  'dropOld',
  'epochChanged',
  'listeners',
  'missesHistory',
  'onCommitted',
  'onTalks',
  'open',
  'pull',
  'signal',
  'signalHere',
  'watch',
];

/** Of tickets, which are not what is folded here (core/desk/ticket-machine.test.ts). */
const NOT_OF_LOGS = ['decideTicket', 'decideLocked'];

/** Decisions by their names, and the doors of the timeline that decide by themselves. */
function decisionsIn(sources: readonly string[]): string[] {
  const found = sources.flatMap((text) => [
    ...[...text.matchAll(/\b(decide[A-Z]\w*)\b/g)].map(([, name]) => name ?? ''),
    ...[...text.matchAll(/\btimeline\.(\w+)\(/g)].flatMap(([, door]) => (door && !NOT_WRITES.includes(door) ? [`timeline.${door}`] : [])),
  ]);
  return [...new Set(found)].sort();
}

/** The pure decisions, and every folder of the server that knows the timeline. */
function sources(): string[] {
  const files = globSync(['core/conversation/*.ts', 'server/**/*.ts'], { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'));
  const folders = Map.groupBy(files, dirname);
  const texts = [...folders.values()].map((paths) => paths.map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n'));
  return texts.filter((text, index) => [...folders.keys()][index]?.startsWith('core/') || /\btimeline\b/i.test(text));
}

test('[S4] [S9] every decision of the source has a case', () => {
  const found = decisionsIn(sources());
  expect(found.length).toBeGreaterThan(15);
  expect(found.filter((name) => name !== 'timeline.submit' && !NOT_OF_LOGS.includes(name) && !coveredDecisions().has(name))).toEqual([]);
});

test('[S4] [S9] every input of the protocol has a case, or changes nothing', () => {
  const inputs = Object.keys(commands).filter((name) => name.endsWith('Input'));
  const missing = inputs.filter((name) => !coveredInputs().has(name) && !NOT_COMMANDS.includes(name));
  expect(missing).toEqual([]);
  expect(NOT_COMMANDS.filter((name) => !inputs.includes(name) || coveredInputs().has(name))).toEqual([]);
});

test('[S4] [S9] every kind of deed is done by a case', () => {
  const done = new Set(DEED_CASES.flatMap((one) => [one.deed.kind]));
  expect(DEED_KINDS.filter((kind) => !done.has(kind))).toEqual([]);
});

test('[S4] [S9] planted: a decision and a door without a case are seen', () => {
  const planted = decisionsIn(['submit({ decide: (state) => decidePin(state) })', 'await timeline.markUnread(me, id)', 'timeline.pull()']);
  expect(planted).toEqual(['decidePin', 'timeline.markUnread']);
});
