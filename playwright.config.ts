// Journeys in a real browser against a production build. scripts/test.mjs starts an instance of its own and names it, the
// browser and the file for the results; without it the journeys run against an instance that is up already.
import { defineConfig, devices } from '@playwright/test';

const { E2E_URL = 'http://localhost:3000', E2E_BROWSER, E2E_RESULTS } = process.env;
const isRoot = process.getuid?.() === 0;
const FIRST = 'first-run.e2e.ts';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: E2E_RESULTS ? [['line'], ['json', { outputFile: E2E_RESULTS }]] : 'line',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: E2E_URL,
    locale: 'en-US',
    timezoneId: 'UTC',
    // Without pictures: recording them takes a third of each core, and a trace has the pages themselves.
    trace: { mode: 'retain-on-failure', screenshots: false },
    // Its installation reads the whole shell anew for every person of a journey; the journeys without a network allow it.
    serviceWorkers: 'block',
    launchOptions: { ...(E2E_BROWSER ? { executablePath: E2E_BROWSER } : {}), args: isRoot ? ['--no-sandbox'] : [] },
  },
  // The first account of an installation becomes its owner, so that journey comes before all others.
  projects: [
    { name: 'first', testMatch: FIRST },
    { name: 'journeys', testIgnore: FIRST, dependencies: ['first'] },
  ],
});
