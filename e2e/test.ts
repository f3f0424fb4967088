// The journeys' test: whatever browsers a journey has opened are closed behind it, so that the next one has the machine.
import { test as base } from '@playwright/test';

export const test = base.extend<{ tidy: undefined }>({
  tidy: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
