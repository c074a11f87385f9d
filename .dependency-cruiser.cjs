/**
 * The layers of src/ and web/ as rules. `npx depcruise src web` checks them; test/checks/layers.test.ts plants one
 * violation per rule and sees each go red. The room names and the reasons are in docs/architecture.md.
 *
 * To use a new package: add its name to the room that may use it in `packagesOfRoom`, and if no other room shall see it,
 * to `packageHomes` as well. To add a room inside core: add it to `coreRooms`.
 */

/** npm packages each room may import, as regular expressions over package names; a room not named here may import none. */
const packagesOfRoom = {
  contract: ['ajv[a-z-]*'],
  core: ['graphology[a-z-]*', 'fastest-levenshtein', 'wink-[a-z-]+'],
  store: ['neo4j-driver'],
  llm: ['ollama'],
  jobs: ['bullmq'],
  files: ['csv-parse', 'hyparquet[a-z-]*'],
  compute: [],
  lint: ['@neo4j-cypher/[a-z-]+'],
  engine: [],
  serve: ['commander', '@inquirer/core', 'fastify', '@fastify/[a-z-]+'],
  web: ['graphology[a-z-]*', 'sigma', '@sigma/[a-z-]+', 'vite', 'vitest'],
};

/** Packages that only one place may import: rule name, package, and the place as a regular expression over paths. */
const packageHomes = [
  ['ajv-only-in-contract', 'ajv[a-z-]*', '^src/contract/'],
  ['bullmq-only-in-jobs', 'bullmq', '^src/jobs/'],
  ['commander-only-in-cli', 'commander', '^src/(serve/cli/|main\\.ts$)'],
  ['prompts-only-in-cli', '@inquirer/core', '^src/serve/cli/'],
  ['csv-parse-only-in-files', 'csv-parse', '^src/files/'],
  ['fastest-levenshtein-only-in-core', 'fastest-levenshtein', '^src/core/'],
  ['fastify-only-in-http', 'fastify|@fastify/[a-z-]+', '^src/serve/http/'],
  ['graphology-only-in-core-and-web', 'graphology[a-z-]*', '^(src/core/|web/)'],
  ['neo4j-driver-only-in-its-store', 'neo4j-driver', '^src/store/neo4j/'],
  ['ollama-only-in-llm', 'ollama', '^src/llm/'],
  ['wink-only-in-opinions', 'wink-[a-z-]+', '^src/core/opinions/'],
];

/** What each room inside core may know beside itself and the ground files (src/core/*.ts). */
const coreRooms = {
  graph: [],
  demo: ['graph'],
  ranking: ['graph'],
  paths: ['graph', 'ranking'],
  metrics: ['graph', 'ranking'],
  counterfactual: ['graph', 'ranking', 'paths'],
  opinions: ['graph'],
  conversation: ['graph', 'ranking', 'paths', 'counterfactual', 'opinions'],
  explanation: ['graph', 'ranking', 'paths', 'counterfactual', 'opinions'],
  evaluation: ['graph', 'ranking', 'paths', 'counterfactual', 'opinions', 'conversation', 'explanation'],
};

const types = '^src/contract/types\\.ts$';
const adapters = ['store', 'llm', 'jobs', 'files', 'compute', 'lint'];
const rooms = ['contract', 'core', ...adapters, 'engine', 'serve'];
/** A room's port, and a second one where a room has two (`files/ranking-port.ts`). */
const ports = ['^src/[a-z]+/port\\.ts$', '^src/[a-z]+/[a-z]+-port\\.ts$'];
const npm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

/** Matches resolved and unresolved forms of a package: node_modules/NAME/..., NAME, NAME/part. */
const packagePath = (names) => `(^|node_modules/)(${names})(/|$)`;

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const general = [
  rule('no-cycle', 'A cycle, also through import type, makes two files one.', {}, { circular: true }),
  rule(
    'no-orphan',
    'A file that nothing imports and that imports nothing is dead, or its user is.',
    {
      orphan: true,
      pathNot: [types, '^src/main\\.ts$', '-worker\\.ts$', '\\.d\\.ts$', '^web/vite\\.config\\.ts$'],
    },
    {},
  ),
  rule('no-unresolvable', 'The import names nothing that exists.', {}, { couldNotResolve: true }),
  rule(
    'no-undeclared-package',
    'What src/ imports at run time stands under dependencies or optionalDependencies in package.json.',
    { path: '^src/' },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'known-rooms-only',
    'A folder of src/ that these rules do not know would be bound by none of them.',
    { path: `^src/(?!(${rooms.join('|')})/|(open-engine|open-graph|config|main)\\.ts$)` },
    {},
  ),
  rule(
    'src-not-web',
    'The page is built apart; the engine knows nothing of it.',
    { path: '^src/' },
    { path: '^web/' },
  ),
];

const borders = [
  rule('types-import-nothing', 'Generated types stand below every room.', { path: types }, { path: '.' }),
  rule(
    'contract-knows-errors-only',
    'What may be said across the border does not depend on what is done with it.',
    { path: '^src/contract/' },
    { path: '^src/', pathNot: ['^src/contract/', '^src/core/errors\\.ts$'] },
  ),
  rule(
    'contract-reads-schemas-only',
    'Of Node it needs node:fs alone, to read schema/.',
    { path: '^src/contract/' },
    { dependencyTypes: ['core'], pathNot: '^(node:)?fs$' },
  ),
  rule(
    'core-knows-core-only',
    'Core is what is true, given the data.',
    { path: '^src/core/' },
    { path: '^src/', pathNot: ['^src/core/', types] },
  ),
  rule(
    'core-without-node',
    'Core has no I/O, no clock, no chance.',
    { path: '^src/core/' },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'engine-knows-core-and-ports',
    'The engine says in which order things are done, and reaches the outside through ports.',
    { path: '^src/engine/' },
    { path: '^src/', pathNot: ['^src/(engine|core|contract)/', ...ports] },
  ),
  rule(
    'engine-without-node',
    'Hash, clock and random numbers come to the engine in its Deps.',
    { path: '^src/engine/' },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'serve-knows-engine-and-ports',
    'Serve says how a request looks on the wire.',
    { path: '^src/serve/' },
    { path: '^src/', pathNot: ['^src/(serve|engine|core|contract)/', ...ports] },
  ),
  rule(
    'web-knows-types-only',
    'The page shares the contract with the engine and nothing else.',
    { path: '^web/' },
    { path: '^src/', pathNot: types },
  ),
  rule(
    'sqlite-only-in-store-and-jobs',
    'One place per database.',
    { path: '^(src|web)/', pathNot: '^src/(store|jobs)/' },
    { path: '^(node:)?sqlite$' },
  ),
  ...adapters.map((room) =>
    rule(
      `${room}-knows-core-only`,
      'A way to the outside knows the core, the contract types and itself.',
      { path: `^src/${room}/` },
      { path: '^src/', pathNot: [`^src/(core|${room})/`, types] },
    ),
  ),
];

const insideCore = [
  rule(
    'core-ground-knows-no-room',
    'Ground files (src/core/*.ts) stand below every room of core.',
    { path: '^src/core/[^/]+\\.ts$' },
    { path: '^src/core/[^/]+/' },
  ),
  rule(
    'core-known-rooms-only',
    'A room of core that these rules do not know would be bound by none of them.',
    { path: `^src/core/(?!(${Object.keys(coreRooms).join('|')})/)[^/]+/` },
    {},
  ),
  ...Object.entries(coreRooms).map(([room, known]) =>
    rule(
      `core-${room}-knows-its-own`,
      known.length === 0
        ? 'It knows no other room of core.'
        : `Of core it knows ${known.join(', ')} and itself.`,
      { path: `^src/core/${room}/` },
      { path: '^src/core/[^/]+/', pathNot: [room, ...known].map((name) => `^src/core/${name}/`) },
    ),
  ),
];

const packages = [
  ...Object.entries(packagesOfRoom).map(([room, names]) =>
    rule(
      `${room}-packages`,
      names.length === 0 ? 'It uses no npm package.' : `Its npm packages: ${names.join(', ')}.`,
      { path: room === 'web' ? '^web/' : `^src/${room}/` },
      { dependencyTypes: npm, ...(names.length === 0 ? {} : { pathNot: packagePath(names.join('|')) }) },
    ),
  ),
  ...packageHomes.map(([name, packageNames, home]) =>
    rule(
      name,
      `Only ${home} may import it.`,
      { path: '^(src|web)/', pathNot: home },
      { path: packagePath(packageNames) },
    ),
  ),
];

module.exports = {
  forbidden: [...general, ...borders, ...insideCore, ...packages],
  options: {
    // import type counts, because a type that two files share binds them as much as a function.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(web/)?dist/', '^web/.*\\.test\\.ts$'] },
    // Known by name even where an older Node, which lacks it, runs the check.
    builtInModules: { add: ['node:sqlite', 'sqlite'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.js', '.d.ts', '.json'],
    },
  },
};
