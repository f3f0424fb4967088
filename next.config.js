// The pages only: tRPC, GraphQL and the sockets are mounted in server/edge before Next.
// PARLEY_BUILD names the build folder, so that tests can build beside a running instance.
import { createRequire } from 'node:module';
import { relative } from 'node:path';

/**
 * npm puts a copy of each of these beside every part of radix-ui that uses it, all of one version: browsers get one.
 * The copy is the one that `radix-ui` itself sees.
 */
const ONCE = [
  'primitive',
  'react-compose-refs',
  'react-primitive',
  'react-slot',
  'react-use-controllable-state',
  'react-use-effect-event',
  'react-use-layout-effect',
];

function aliases() {
  const { resolve } = createRequire(createRequire(import.meta.url).resolve('radix-ui'));
  return Object.fromEntries(
    ONCE.map((name) => {
      const file = resolve(`@radix-ui/${name}`).replace(/\.js$/, '.mjs');
      return [`@radix-ui/${name}`, `./${relative(import.meta.dirname, file)}`];
    }),
  );
}

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.PARLEY_BUILD || '.next',
  reactCompiler: true,
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // npm run check has the types of the whole tree; a type error in a test must not keep anybody from starting.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // Bytes of source. Each script is compressed by itself and comes with headers of its own: of few large ones the same code is lighter.
    turbopackChunking: { minChunkSize: 200_000 },
    // Names of functions in a profile: npm run bench:ui -- --profile FOLDER.
    turbopackMinify: process.env.PARLEY_READABLE !== '1',
  },
  turbopack: { root: import.meta.dirname, resolveAlias: aliases() },
};

export default config;
