// The pages only: tRPC, GraphQL and the sockets are mounted in server/edge before Next.
// PARLEY_BUILD names the build folder, so that tests can build beside a running instance.

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.PARLEY_BUILD || '.next',
  reactCompiler: true,
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // npm run check has the types of the whole tree; a type error in a test must not keep anybody from starting.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
};

export default config;
