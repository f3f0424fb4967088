import { expect, test } from 'vitest';
import type { ClientId, DepartmentId, UserId } from '../../core/protocol/ids.ts';
import { FormDraft, takeOver } from './draft.ts';
import type { Keep } from './keep.ts';

function keepIn(kept: Map<string, unknown>): Keep {
  return {
    read: <T>(name: string) => (kept.get(name) ?? null) as T | null,
    write: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
    listen: () => undefined,
  };
}

const stranger = { user: { id: '1' as UserId }, identified: false };
const ana = { user: { id: '2' as UserId }, identified: true };
const ben = { user: { id: '3' as UserId }, identified: true };

test('[widget] what a stranger has typed goes on when the site names them; the next person gets none of it', () => {
  const keep = keepIn(new Map());
  expect([takeOver(keep, stranger), takeOver(keep, ana), takeOver(keep, ana), takeOver(keep, ben), takeOver(keep, stranger)]).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});

test('[widget] whoever comes back after their session was over finds their words', () => {
  const keep = keepIn(new Map());
  takeOver(keep, ana);
  expect([takeOver(keepIn(new Map([['owner', keep.read('owner')]])), ana)]).toEqual([false]);
});

test('[widget] the form is kept while it is written, and is empty once it was cleared, in another tab too', () => {
  const kept = new Map<string, unknown>();
  const here = new FormDraft(keepIn(kept));
  const there = new FormDraft(keepIn(kept));
  here.change({ text: 'It leaks' });
  there.reload();
  expect([there.cell.get().text, new FormDraft(keepIn(kept)).cell.get().text]).toEqual(['It leaks', 'It leaks']);
  here.clear();
  there.reload();
  expect([here.cell.get().text, there.cell.get().text, kept.size]).toEqual(['', '', 0]);
});

test('[widget] what was refused is in the form again once, and what is changed there stays', () => {
  const kept = new Map<string, unknown>();
  const form = new FormDraft(keepIn(kept));
  const ids = { departmentId: '3' as DepartmentId, clientId: 'c' as ClientId };
  form.takeBack({ ...ids, text: 'Hello', fields: { name: 'Ana' }, at: 1, error: { code: 'BAD_INPUT', details: {} } });
  expect(form.cell.get()).toEqual({
    departmentId: '3',
    values: { name: 'Ana' },
    text: 'Hello',
    refused: { code: 'BAD_INPUT', details: {} },
  });
  form.change({ text: 'Hello there' });
  expect(new FormDraft(keepIn(kept)).cell.get().text).toBe('Hello there');
});

test('[widget] what was refused does not take the place of what is in the form', () => {
  const form = new FormDraft(keepIn(new Map()));
  form.change({ text: 'And this', values: { name: 'Ben' } });
  const ids = { departmentId: '3' as DepartmentId, clientId: 'c' as ClientId };
  form.takeBack({ ...ids, text: 'Hello', fields: { name: 'Ana', order: '7' }, at: 1, error: null });
  expect(form.cell.get()).toMatchObject({ text: 'Hello\nAnd this', values: { name: 'Ben', order: '7' } });
});
