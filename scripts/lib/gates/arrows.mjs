// The gate of the import arrows (.dependency-cruiser.mjs), run as a program in the folder to check.
// dependency-cruiser reads TypeScript with the compiler's JavaScript API, which TypeScript 7 no longer has: with 7 it would
// read no source and pass. So its `typescript` is resolved to version 6, and a source file that was not read is a failure.
import { existsSync, globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDERS = ['app', 'bench', 'client', 'components', 'core', 'e2e', 'prisma', 'scripts', 'server', 'testing', 'widget', 'worker'];

registerHooks({
  resolve(specifier, context, next) {
    const wanted = /^typescript(?=$|\/)/.test(specifier) ? specifier.replace('typescript', 'typescript6') : specifier;
    return next(wanted, context);
  },
});

const { cruise } = await import('dependency-cruiser');
const { default: config } = await import(pathToFileURL(join(process.cwd(), '.dependency-cruiser.mjs')).href);

const folders = FOLDERS.filter((folder) => existsSync(folder));
const { output } = await cruise(folders, { ...config.options, validate: true, ruleSet: { forbidden: config.forbidden } });
const problems = [...unread(output.modules), ...output.summary.violations.map(describe)];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function describe({ rule, from, to, comment, cycle }) {
  const target = cycle ? cycle.map((step) => step.name).join(' -> ') : to;
  const text = comment ?? config.forbidden.find((candidate) => candidate.name === rule.name)?.comment;
  return rule.name === 'no-orphan' ? `${rule.name}: ${from} (${text})` : `${rule.name}: ${from} -> ${target} (${text})`;
}

/** Files that are on the disk but were not read, or a whole tree in which no import was seen. */
function unread(modules) {
  const sources = globSync(folders.map((folder) => `${folder}/**/*.{ts,tsx}`)).map((path) => path.replaceAll('\\', '/'));
  const seen = new Set(modules.map((module) => module.source));
  const missing = sources.filter((source) => !seen.has(source)).map((source) => `unread: ${source} was not read`);
  if (sources.length === 0) return ['unread: no TypeScript source found'];
  const imports = modules.some((module) => /[.]tsx?$/.test(module.source) && module.dependencies.length > 0);
  return imports ? missing : [...missing, 'unread: no import was seen in any TypeScript source'];
}
