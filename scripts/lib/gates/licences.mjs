// The gate of the licences, run as a program in the folder to check: every installed package that the product needs at
// run time carries a licence that an Apache-2.0 product may ship with. Reads package.json files only.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Unlicense',
  'Zlib',
]);

/** Packages whose package.json does not name the licence of the programs inside. */
const CONTENTS = [{ name: /^@falkordblite\//, licence: 'RSALv2 OR SSPL-1.0' }];

/** Packages beyond the list, each with its licence and why it may be there. */
const EXCEPTIONS = [
  { name: /^@fontsource(-variable)?\//, licence: 'OFL-1.1', why: 'fonts, served unchanged' },
  { name: /^@falkordblite\//, licence: 'SSPL-1.0', why: 'optional; its redis-server is run as a program, its module is not loaded' },
  { name: /^@img\/sharp-/, licence: 'LGPL-3.0-or-later', why: 'optional; libvips is a library of its own that can be replaced' },
  { name: /^caniuse-lite$/, licence: 'CC-BY-4.0', why: 'data about browsers, used unchanged' },
  { name: /^elkjs$/, licence: 'EPL-2.0', why: 'part of the Prisma command line, used unchanged, not loaded by the product' },
  { name: /^lightningcss(-.+)?$/, licence: 'MPL-2.0', why: 'a tool of the build, used unchanged' },
];

const root = process.cwd();
const problems = [];
const seen = new Set();
const manifest = readManifest(root);
visit(root, manifest.dependencies, true);
visit(root, manifest.optionalDependencies, false);
if (seen.size === 0) problems.push('no installed package was read');
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function visit(from, dependencies = {}, required = true) {
  for (const name of Object.keys(dependencies)) {
    const folder = find(name, from);
    if (!folder) {
      if (required) problems.push(`${name}: needed by ${from}, but not installed`);
      continue;
    }
    if (seen.has(folder)) continue;
    seen.add(folder);
    const found = readManifest(folder);
    judge(name, found);
    const optional = found.optionalDependencies ?? {};
    visit(folder, Object.fromEntries(Object.entries(found.dependencies ?? {}).filter(([other]) => !(other in optional))));
    visit(folder, optional, false);
    visit(folder, found.peerDependencies, false);
  }
}

/** Looks for a package as Node does: in the nearest node_modules, then outwards. */
function find(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === root || folder === dirname(folder)) return null;
  }
}

function judge(name, found) {
  const licence = CONTENTS.find((entry) => entry.name.test(name))?.licence ?? declared(found);
  const terms = licence.split(/\s+AND\s+/i).map((term) => term.replace(/^\(|\)$/g, ''));
  if (terms.every((term) => isAllowed(term, name))) return;
  problems.push(`${name}@${found.version}: licence "${licence || 'none declared'}" is not on the list`);
}

function isAllowed(term, name) {
  const choices = term.split(/\s+OR\s+/i).map((choice) => choice.replace(/[()]/g, '').trim());
  return choices.some((choice) => ALLOWED.has(choice) || EXCEPTIONS.some((entry) => entry.name.test(name) && entry.licence === choice));
}

function declared({ license, licenses }) {
  if (typeof license === 'string') return license;
  if (license?.type) return license.type;
  return (licenses ?? []).map((entry) => entry.type).join(' OR ');
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
