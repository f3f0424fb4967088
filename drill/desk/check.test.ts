// Each rule of the desk that is broken in what was seen or in the rows is named.
import { expect, test } from 'vitest';
import { checkDesk, type DeskFinding, type DeskRows, deskVerdict } from './check.ts';
import { type DeskRecord, newDeskRecord } from './record.ts';

const opened = { ticketId: '1', conversationId: '11', visitorId: '101', clientId: 'a' };
const ticket = { id: '1', conversationId: '11', visitorId: '101', state: 7 };
const words = { clientId: 'a', conversationId: '11' };
const good: DeskRows = { tickets: [ticket], words: [words], over: [], broken: [] };

function found(rows: Partial<DeskRows>, record: Partial<DeskRecord> = {}): DeskFinding[] {
  return [...checkDesk({ ...newDeskRecord(), opened: [opened], ...record }, { ...good, ...rows })];
}

test('[D5] what was opened is there once, with its words, and closed', () => {
  expect(found({})).toEqual([]);
  expect(found({ tickets: [] })).toMatchObject([{ rule: 'D5', harm: 'lost' }]);
  expect(found({ words: [] })).toMatchObject([{ rule: 'D5', harm: 'lost' }]);
  expect(found({ words: [words, { ...words, conversationId: '12' }] })).toMatchObject([{ rule: 'D5', harm: 'doubled' }]);
  expect(found({ tickets: [{ ...ticket, conversationId: '12' }] })).toMatchObject([{ rule: 'D5', harm: 'lost' }]);
  expect(found({ tickets: [{ ...ticket, state: 1 }] })).toMatchObject([{ rule: 'D5', harm: 'stuck' }]);
});

test('[D6] words that were refused are nowhere, and no word passes who has handed the ticket on', () => {
  const refused = { agentId: '201', clientId: 'r', ticketId: '1' };
  expect(found({}, { refused: [refused] })).toEqual([]);
  expect(found({ words: [words, { clientId: 'r', conversationId: '11' }] }, { refused: [refused] })).toMatchObject([{ rule: 'D6' }]);
  expect(found({}, { late: [refused] })).toMatchObject([{ rule: 'D6' }]);
});

test('[D1] [D2] [D9] what was seen while it went on counts like what the rows say at the end', () => {
  expect(found({ over: ['201'] }, { strangers: ['x'], seen: [{ rule: 'D1', what: 'y' }] }).map(({ rule }) => rule)).toEqual([
    'D9',
    'D2',
    'D1',
  ]);
  expect(deskVerdict(found({ over: ['201'] }))).toBe('lost 0, doubled 0, over capacity 1, assigned twice 0, stuck 0');
  expect(deskVerdict(found({}, { strangers: ['x'] }))).toBe('lost 0, doubled 0, over capacity 0, assigned twice 0, stuck 0, other 1');
});
