import { expect, test } from 'vitest';
import type { UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireEventPage } from '../../core/protocol/wire.ts';
import { asHtml, asText, linesOf, readAllEvents } from './transcript.ts';

const event = (seq: number, more: Partial<WireEvent> = {}) =>
  ({ seq, kind: 'message', senderId: '2' as UserId, text: `m${seq}`, createdAt: '2026-11-29T10:00:00.000Z', ...more }) as WireEvent;
const words = { nameOf: () => 'Ines <b>', time: () => '10:00', linked: (number: number) => `on from ${number}`, recalled: '(taken back)' };

test('[widget] a transcript holds the whole log, page by page', async () => {
  const log = Array.from({ length: 450 }, (_, index) => event(index + 1));
  const read = async ({ before = 451, limit }: { before?: number; limit: number }): Promise<WireEventPage> => {
    const events = log.filter(({ seq }) => seq < before).slice(-limit);
    return { events, head: 450, hasBefore: (events[0]?.seq ?? 1) > 1, hasAfter: false };
  };
  expect((await readAllEvents(read)).map(({ seq }) => seq)).toEqual(log.map(({ seq }) => seq));
});

test('[widget] [D7] only what was said to the visitor stands in it: no settings, no roles, no reasons', () => {
  const kinds = ['settings', 'join', 'leave', 'role', 'reaction', 'edit', 'recall', 'fanOut'] as const;
  const events = [
    event(1),
    ...kinds.map((kind, index) => event(index + 2, { kind, text: 'secret' })),
    event(20, { text: null }),
    event(21, { kind: 'notice', senderId: null, text: 'We close.' }),
    event(22, { kind: 'notice', senderId: null, text: '#9', data: { linked: { ticketId: '70', number: 9, conversationId: '80' } } }),
  ];
  expect(linesOf(events, words)).toEqual([
    { at: '10:00', who: 'Ines <b>', text: 'm1' },
    { at: '10:00', who: 'Ines <b>', text: '(taken back)' },
    { at: '10:00', who: null, text: 'We close.' },
    { at: '10:00', who: null, text: 'on from 9' },
  ]);
});

test('[widget] what was written cannot become markup', () => {
  const lines = linesOf([event(1, { text: '<script>alert("x")</script> & more' })], words);
  const page = asHtml({ title: '"><img src=x>', lang: 'en', dir: 'ltr', lines });
  expect(page).not.toMatch(/<script|<img|<b>Ines|Ines <b>/);
  expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more');
  expect(asText({ title: 'T', lang: 'en', dir: 'ltr', lines })).toBe('T\n\n[10:00] Ines <b>: <script>alert("x")</script> & more\n');
});
