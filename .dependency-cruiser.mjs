// The arrows of the house: what each part may import. One row a layer; whatever a row does not name is forbidden.
// scripts/lib/gates/arrows.mjs reads this file. To let a feature use another one, add a pair to FEATURES; there may be no circle.

const TEST = '[.]test[.]tsx?$';
const LOCAL = '^(app|bench|client|components|core|drill|e2e|generated|prisma|scripts|server|testing|widget|worker)/';
const NPM = '(^|/)node_modules/';
const STORES = '^server/features/[^/]+/store[a-z-]*[.]ts$';

/** feature of the server -> the features whose door (index.ts) it may enter */
const FEATURES = {
  account: [],
  admin: ['account'],
  agent: ['account', 'audit'],
  audit: [],
  board: ['account', 'agent'],
  canned: ['agent', 'audit'],
  conversation: ['account', 'history', 'timeline'],
  desk: ['account', 'agent', 'routing', 'ticket', 'timeline'],
  history: [],
  import: ['account', 'timeline'],
  message: ['history', 'timeline'],
  presence: ['timeline'],
  routing: ['account', 'agent', 'ticket'],
  search: ['conversation'],
  ticket: ['account', 'agent', 'audit', 'timeline'],
  timeline: ['history'],
  unread: [],
  view: ['agent', 'audit'],
  visitor: ['account', 'agent', 'audit', 'ticket'],
};

/** Local folders that each layer may import, and the packages where they are limited. */
const LAYERS = [
  { name: 'protocol', from: '^core/protocol/', local: ['^core/protocol/'], npm: ['zod'], browser: true },
  { name: 'core', from: '^core/(?!protocol/)', local: ['^core/'], npm: [], browser: true },
  { name: 'engine', from: '^client/engine/', local: ['^client/engine/', '^core/'], npm: [], browser: true },
  {
    name: 'transport',
    from: '^client/transport/',
    local: ['^client/transport/', '^client/engine/', '^core/'],
    types: ['^server/edge/trpc/'],
    npm: ['@trpc/client', 'idb'],
    browser: true,
  },
  {
    name: 'react',
    from: '^client/react/',
    local: ['^client/react/', '^client/engine/', '^core/'],
    npm: ['react', 'react-dom'],
    browser: true,
  },
  { name: 'boot', from: '^client/boot/', local: ['^client/', '^core/'], npm: ['react'], browser: true },
  {
    name: 'components',
    from: '^components/',
    local: ['^components/', '^client/react/', '^core/'],
    npm: ['react', 'react-dom', 'radix-ui', 'lucide-react', 'pinyin-pro', 'lowlight', 'uplot', '@fontsource-variable/noto-sans-sc'],
    browser: true,
  },
  {
    name: 'widget',
    from: '^widget/',
    local: ['^widget/', '^client/', '^components/ui/', '^core/'],
    npm: ['react', 'react-dom'],
    browser: true,
  },
  { name: 'worker', from: '^worker/', local: ['^worker/', '^core/'], npm: [], browser: true },
  {
    name: 'app',
    from: '^app/',
    local: ['^app/', '^components/', '^client/react/', '^client/boot/'],
    npm: ['react', 'react-dom', 'next', 'lucide-react'],
  },
  { name: 'platform', from: '^server/platform/', local: ['^server/platform/', '^core/', '^generated/'] },
  {
    name: 'edge',
    from: '^server/edge/',
    local: ['^server/edge/', '^server/features/[^/]+/(index|router)[.]ts$', '^server/platform/', '^core/'],
  },
  { name: 'main', from: '^server/main[.]ts$', local: ['^server/', '^core/'] },
  { name: 'commands', from: '^server/commands/', local: ['^server/', '^core/'] },
  { name: 'scripts', from: '^scripts/', local: ['^scripts/'] },
  { name: 'bench', from: '^bench/(?!plans/)', local: ['^bench/(?!plans/)', '^core/', '^scripts/', '^server/platform/'] },
  { name: 'bench-plans', from: '^bench/plans/', local: ['^bench/plans/', '^core/', '^server/'] },
  {
    name: 'drill',
    from: '^drill/',
    local: [
      '^drill/',
      '^core/protocol/',
      '^scripts/',
      '^server/platform/',
      '^server/features/import/irc[.]ts$',
      '^server/features/ticket/store-recount[.]ts$',
    ],
  },
  { name: 'seed', from: '^prisma/', local: ['^prisma/', '^server/', '^core/', '^generated/'] },
  { name: 'e2e', from: '^e2e/', local: ['^e2e/', '^testing/cast', '^testing/proxies/', '^core/protocol/'] },
];

const packages = (names) => names.map((name) => `${NPM}(@types/)?${name}/`);

function layerRules({ name, from, local, types = [], npm, browser }) {
  const source = { path: from, pathNot: TEST };
  const rules = [rule(`${name}-local`, `${name} imports only ${local.join(', ')}`, source, { path: LOCAL, pathNot: [...local, ...types] })];
  if (types.length > 0) {
    rules.push(rule(`${name}-types`, 'only the type may be imported', source, { path: types, dependencyTypesNot: ['type-only'] }));
  }
  if (npm) rules.push(rule(`${name}-npm`, `${name} uses only [${npm.join(', ')}]`, source, { path: NPM, pathNot: packages(npm) }));
  if (browser) rules.push(rule(`${name}-browser`, 'runs in browsers too: no part of Node', source, { dependencyTypes: ['core'] }));
  return rules;
}

function featureRules() {
  const names = Object.keys(FEATURES);
  const shared = ['^core/', '^server/platform/', '^generated/'];
  const listed = names.map((name) => {
    const doors = FEATURES[name].map((other) => `^server/features/${other}/index[.]ts$`);
    return rule(
      `feature-${name}`,
      `the feature ${name} imports core, platform and the doors of [${FEATURES[name].join(', ')}]`,
      { path: `^server/features/${name}/`, pathNot: TEST },
      { path: LOCAL, pathNot: [`^server/features/${name}/`, ...shared, ...doors] },
    );
  });
  const others = rule(
    'feature-unlisted',
    'a feature without a row in FEATURES uses no other feature',
    { path: '^server/features/([^/]+)/', pathNot: [TEST, `^server/features/(${names.join('|')})/`] },
    { path: LOCAL, pathNot: ['^server/features/$1/', ...shared] },
  );
  return [...listed, others];
}

function rule(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

const production = { path: '^(app|client|components|core|server|widget|worker)/', pathNot: TEST };

const generalRules = [
  rule('no-circle', 'no circles, of types neither', {}, { circular: true }),
  rule(
    'no-orphan',
    'nothing imports it and it imports nothing',
    { orphan: true, pathNot: ['^app/', '^scripts/[^/]+[.]mjs$', '^widget/example/', '[.]d[.]ts$'] },
    {},
  ),
  rule('no-unresolved', 'the imported file or package is not there', {}, { couldNotResolve: true }),
  rule(
    'feature-door',
    'a feature is entered by its door index.ts (the edge also by router.ts)',
    { path: '^(server|prisma)/', pathNot: [TEST, '^server/features/', '^server/edge/'] },
    { path: '^server/features/', pathNot: '^server/features/[^/]+/index[.]ts$' },
  ),
  rule(
    'sql-in-stores',
    'Prisma and SQL only in a store.ts (or store-PART.ts) and in server/platform',
    { ...production, pathNot: [TEST, '^server/platform/', STORES] },
    { path: ['^generated/', ...packages(['pg', '@prisma/[^/]+'])] },
  ),
  rule(
    'redis-in-platform',
    'ioredis only in server/platform',
    { ...production, pathNot: [TEST, '^server/platform/'] },
    { path: packages(['ioredis']) },
  ),
  rule(
    'no-pages-in-server',
    'React and Next only in the edge',
    { path: '^server/(?!edge/)', pathNot: TEST },
    { path: packages(['react', 'react-dom', 'next']) },
  ),
  rule('no-testing', 'production never imports testing', { path: '^(?!testing/|e2e/)', pathNot: TEST }, { path: '^(testing|e2e)/' }),
  rule('no-dev-package', 'a dev dependency is not there in production', production, {
    dependencyTypes: ['npm-dev'],
    pathNot: `${NPM}@types/`,
  }),
  rule('scripts-bare', 'scripts run before anything is installed', { path: '^scripts/', pathNot: TEST }, { path: NPM, dynamic: false }),
  rule(
    'test-arrows',
    'a test imports its own part, core and testing',
    { path: `^([^/]+)/.+${TEST}`, pathNot: ['^testing/', '^components/', '^widget/'] },
    { path: LOCAL, pathNot: ['^$1/', '^core/', '^testing/', '^generated/'] },
  ),
];

generalRules.push(
  rule(
    'test-arrows-components',
    'a test of the screens imports the screens, the hooks, core and testing',
    { path: `^components/.+${TEST}` },
    { path: LOCAL, pathNot: ['^components/', '^client/react/', '^core/', '^testing/'] },
  ),
  rule(
    'test-arrows-widget',
    'a test of the widget imports what the widget may, and testing',
    { path: `^widget/.+${TEST}` },
    { path: LOCAL, pathNot: ['^widget/', '^client/', '^components/ui/', '^core/', '^testing/'] },
  ),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...generalRules, ...LAYERS.flatMap(layerRules), ...featureRules()],
  options: {
    doNotFollow: { path: ['node_modules', '^generated/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default', 'require'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
