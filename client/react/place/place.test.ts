import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { back, go } from './place.ts';

interface Step {
  readonly state: unknown;
  readonly path: string;
}

/** A history as a browser has it, of the steps so far. */
function browserAt(path: string) {
  const steps: Step[] = [{ state: null, path }];
  let at = 0;
  return {
    location: {
      get pathname() {
        return steps[at]?.path;
      },
    },
    history: {
      get state() {
        return steps[at]?.state;
      },
      pushState(state: unknown, _: string, to: string) {
        at += 1;
        steps.splice(at, Number.POSITIVE_INFINITY, { state, path: to });
      },
      replaceState(state: unknown, _: string, to: string) {
        steps[at] = { state, path: to };
      },
      back() {
        at = Math.max(0, at - 1);
      },
    },
    /** The steps up to where one is. */
    paths: () => steps.slice(0, at + 1).map((step) => step.path),
  };
}

let browser = browserAt('/');

beforeEach(() => {
  browser = browserAt('/');
  vi.stubGlobal('window', browser);
});
afterEach(() => vi.unstubAllGlobals());

test('[place] Back to where one came from takes the step back', () => {
  go('/c/one');
  expect(browser.paths()).toEqual(['/', '/c/one']);
  back('/');
  expect(browser.paths()).toEqual(['/']);
});

test('[place] Back to where one did not come from takes the place of what is left', () => {
  go('/c/one');
  go('/c/two');
  back('/');
  expect(browser.paths()).toEqual(['/', '/c/one', '/']);
  browser = browserAt('/settings/keys');
  vi.stubGlobal('window', browser);
  back('/settings');
  expect(browser.paths()).toEqual(['/settings']);
});

test('[place] a step that was put in the place of another is left to where that came from', () => {
  go('/settings');
  go('/settings/profile', { replace: true });
  back('/');
  expect(browser.paths()).toEqual(['/']);
});
