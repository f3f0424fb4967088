// Four projects: tests without I/O, the gates seen to fail, tests on real PostgreSQL and Redis (scripts/test.mjs starts those),
// and those of them that use Redis once more, over a cluster of three nodes.
import { defineConfig } from 'vitest/config';
import { planted } from './testing/mutants/plant.ts';

const SERVICES = '**/*.{pg,redis}.test.ts';
const OVER_CLUSTER = '**/*.cluster.test.ts';
const GATES = 'testing/gates/**/*.test.ts';
const CLUSTER = [
  'server/features/{presence,timeline,unread}/*.redis.test.ts',
  'server/platform/mirror.redis.test.ts',
  'server/platform/bus/*.redis.test.ts',
  'server/platform/rates/{holds,shared-limiter}.redis.test.ts',
  OVER_CLUSTER,
];
const folders = ['app', 'bench', 'client', 'components', 'core', 'drill', 'scripts', 'server', 'testing', 'widget', 'worker'];

export default defineConfig({
  plugins: planted(process.env.PLANTED_BUG),
  test: {
    // What is planted must not stay in what other runs load.
    fsModuleCache: process.env.PLANTED_BUG === undefined,
    // One copy of graphql for the code under test and for graphql-ws.
    server: { deps: { inline: ['graphql-ws'] } },
    allowOnly: false,
    // A filter may leave one of several projects empty; scripts/test.mjs fails a run in which nothing ran at all.
    passWithNoTests: true,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
          exclude: [SERVICES, OVER_CLUSTER, GATES],
          setupFiles: ['testing/setup/languages.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: { name: 'gates', include: [GATES], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: folders.map((folder) => `${folder}/${SERVICES}`),
          globalSetup: 'testing/setup/template.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'cluster',
          include: CLUSTER,
          globalSetup: ['testing/setup/template.ts', 'testing/setup/cluster.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // A cluster has one key space, which each file empties.
          fileParallelism: false,
        },
      },
    ],
  },
});
