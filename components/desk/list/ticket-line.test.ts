import { expect, test } from 'vitest';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import { lineOf } from './ticket-line.ts';

const VISITOR = toId<UserId>('7');
const side = (more = {}) => ({ failed: 0, queued: 0, draft: '', typing: [] as UserId[], mentions: 0, ...more });
const kindOf = (talk: object | null, notes: object | null, selected = false) =>
  lineOf({ visitorId: VISITOR, talk: talk && side(talk), notes: notes && side(notes), selected });

test('[desk] a row tells of what was not sent and of drafts, of the notes too, before the last word', () => {
  expect(kindOf({ failed: 1, draft: 'x' }, { failed: 2 })).toEqual({ kind: 'failed', count: 3 });
  expect(kindOf(null, { failed: 1 })).toEqual({ kind: 'failed', count: 1 });
  expect(kindOf({ typing: [VISITOR], draft: 'x' }, null)).toEqual({ kind: 'typing' });
  expect(kindOf({ draft: ' ' }, { draft: 'half a note', mentions: 1 })).toEqual({ kind: 'draft', text: 'half a note' });
  expect(kindOf({}, { mentions: 1 })).toEqual({ kind: 'mention' });
  expect(kindOf({ queued: 1 }, {})).toEqual({ kind: 'queued', count: 1 });
  expect(kindOf({}, null)).toEqual({ kind: 'last' });
});

test('[desk] the draft of the ticket that is open stands in its composer; a colleague who types is no line', () => {
  expect(kindOf({ draft: 'half a reply' }, null, true)).toEqual({ kind: 'last' });
  expect(kindOf({ typing: [toId<UserId>('8')] }, null)).toEqual({ kind: 'last' });
});
