import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whenHiddenLong } from './hidden.ts';

const HALF_HOUR = 30 * 60_000;

/** As React holds a field: what is written becomes its default too. */
class Field {
  value = '';
  isConnected = true;
  private readonly isKept: boolean;
  constructor(isKept = false) {
    this.isKept = isKept;
  }
  get defaultValue() {
    return this.value;
  }
  matches = () => this.isKept;
}

class Page extends EventTarget {
  hidden = false;
  dialog: object | null = null;
  querySelector = () => this.dialog;
  hide(hidden: boolean) {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
  write(field: Field, text: string) {
    field.value = text;
    const event = new Event('input');
    Object.defineProperty(event, 'target', { value: field });
    this.dispatchEvent(event);
  }
}

let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  page = new Page();
  vi.stubGlobal('document', page);
  vi.stubGlobal('HTMLInputElement', Field);
  vi.stubGlobal('HTMLTextAreaElement', Field);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function watched(holds = () => false) {
  const run = vi.fn<() => void>();
  const stop = whenHiddenLong(run, holds);
  return { stop, runs: () => run.mock.calls.length };
}

test('[hidden] it runs after half an hour in which nobody looked, and again after each other', () => {
  const { runs, stop } = watched();
  vi.advanceTimersByTime(2 * HALF_HOUR);
  page.hide(true);
  vi.advanceTimersByTime(HALF_HOUR - 1);
  page.hide(false);
  page.hide(true);
  vi.advanceTimersByTime(HALF_HOUR - 1);
  expect(runs()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(runs()).toBe(1);
  vi.advanceTimersByTime(HALF_HOUR);
  expect(runs()).toBe(2);
  stop();
  vi.advanceTimersByTime(HALF_HOUR);
  expect(runs()).toBe(2);
});

test('[hidden] a form that is half written holds it up, until it is sent or left', () => {
  const { runs } = watched();
  const [name, title] = [new Field(), new Field()];
  page.write(name, 'Mia');
  page.write(title, 'Gard');
  page.hide(true);
  vi.advanceTimersByTime(HALF_HOUR);
  name.isConnected = false;
  vi.advanceTimersByTime(HALF_HOUR);
  expect(runs()).toBe(0);
  title.value = '';
  vi.advanceTimersByTime(HALF_HOUR);
  expect(runs()).toBe(1);
});

test('[hidden] what is kept while it is written does not hold it up', () => {
  const { runs } = watched();
  page.write(new Field(true), 'a draft');
  page.hide(true);
  vi.advanceTimersByTime(HALF_HOUR);
  expect(runs()).toBe(1);
});

test('[hidden] an open dialog, and what is kept nowhere, hold it up', () => {
  let holds = true;
  const { runs } = watched(() => holds);
  page.dialog = {};
  page.hide(true);
  vi.advanceTimersByTime(HALF_HOUR);
  page.dialog = null;
  vi.advanceTimersByTime(HALF_HOUR);
  expect(runs()).toBe(0);
  holds = false;
  vi.advanceTimersByTime(HALF_HOUR);
  expect(runs()).toBe(1);
});
