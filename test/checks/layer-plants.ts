/** One violation: the rule that must see it, the import it must see, and the files that hold it. */
export type Plant = { rule: string; from: string; to: string; files: Record<string, string> };

const declared = [
  'ajv',
  'ajv-formats',
  'neo4j-driver',
  'ollama',
  'bullmq',
  'csv-parse',
  'commander',
  '@inquirer/core',
  'fastify',
  '@fastify/static',
  'graphology',
  'fastest-levenshtein',
  'sigma',
  'wink-nlp',
  'left-pad',
];
const declaredForDevelopment = ['graphology-layout-forceatlas2'];

/** Stand-ins for the npm packages that the trees import. */
export const packageFiles: Record<string, string> = {
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    dependencies: Object.fromEntries(declared.map((name) => [name, '1.0.0'])),
    devDependencies: Object.fromEntries(declaredForDevelopment.map((name) => [name, '1.0.0'])),
  }),
  ...Object.fromEntries(
    [...declared, ...declaredForDevelopment].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, ''],
    ]),
  ),
};

const typesImport = (path: string): string =>
  `import type { Row } from '${path}';\nexport type Known = Row;\n`;

/** A small tree in which every room uses all that it may. */
export const cleanTree: Record<string, string> = {
  'src/contract/types.ts': 'export type Row = string;\n',
  'src/contract/validate.ts':
    imports('ajv', 'ajv-formats', 'node:fs', '../core/errors.ts') + typesImport('./types.ts'),
  'src/core/errors.ts': typesImport('../contract/types.ts'),
  'src/core/graph/snapshot.ts':
    imports('../errors.ts', 'graphology') + typesImport('../../contract/types.ts'),
  'src/core/ranking/walk.ts': imports('../errors.ts', '../graph/snapshot.ts'),
  'src/core/paths/reasons.ts': imports('../graph/snapshot.ts', '../ranking/walk.ts'),
  'src/core/counterfactual/removal.ts': imports(
    '../graph/snapshot.ts',
    '../ranking/walk.ts',
    '../paths/reasons.ts',
  ),
  'src/core/metrics/metric.ts': imports('../graph/snapshot.ts', '../ranking/walk.ts', 'graphology'),
  'src/core/opinions/extract.ts': imports('../graph/snapshot.ts', 'fastest-levenshtein'),
  'src/core/conversation/policy.ts': imports(...lowerRooms()),
  'src/core/explanation/gate.ts': imports(...lowerRooms()),
  'src/core/evaluation/metrics.ts': imports(
    ...lowerRooms(),
    '../conversation/policy.ts',
    '../explanation/gate.ts',
  ),
  'src/store/port.ts': imports('../core/graph/snapshot.ts') + typesImport('../contract/types.ts'),
  'src/store/neo4j/neo4j-store.ts': imports('../port.ts', 'neo4j-driver', 'node:fs'),
  'src/store/sqlite-store.ts': imports('./port.ts', 'node:sqlite'),
  'src/llm/port.ts': imports('../core/errors.ts'),
  'src/llm/ollama-model.ts': imports('./port.ts', 'ollama'),
  'src/jobs/port.ts': imports('../core/errors.ts'),
  'src/jobs/sqlite-queue.ts': imports('./port.ts', 'node:sqlite'),
  'src/jobs/bullmq-queue.ts': imports('./port.ts', 'bullmq'),
  'src/files/port.ts': imports('../core/errors.ts'),
  'src/files/csv.ts': imports('./port.ts', 'csv-parse', 'node:fs'),
  'src/files/ranking-port.ts': imports('../core/errors.ts'),
  'src/compute/port.ts': imports('../core/errors.ts'),
  'src/compute/threads.ts': imports('./port.ts', 'node:worker_threads'),
  'src/compute/walk-worker.ts': 'export const started = true;\n',
  'src/lint/port.ts': imports('../core/errors.ts'),
  'src/engine/recommend.ts': imports(
    '../core/ranking/walk.ts',
    '../contract/validate.ts',
    '../store/port.ts',
    '../files/ranking-port.ts',
  ),
  'src/serve/respond.ts': imports(
    '../core/errors.ts',
    '../engine/recommend.ts',
    '../store/port.ts',
    'node:fs',
  ),
  'src/serve/cli/recommend.ts': imports(
    '../respond.ts',
    'commander',
    '@inquirer/core',
    '../../contract/validate.ts',
  ),
  'src/serve/http/server.ts': imports('../respond.ts', 'fastify', '@fastify/static', 'node:http'),
  'src/config.ts': imports('./core/errors.ts'),
  'src/open-engine.ts': imports(
    './config.ts',
    './store/neo4j/neo4j-store.ts',
    './engine/recommend.ts',
    './llm/ollama-model.ts',
  ),
  'src/main.ts': imports(
    './open-engine.ts',
    './serve/cli/recommend.ts',
    './serve/http/server.ts',
    'commander',
  ),
  'web/page.ts': imports('graphology', 'sigma') + typesImport('../src/contract/types.ts'),
};

/** For each rule a violation that it must find in the clean tree with all of these files added. */
export const plants: Plant[] = [
  {
    rule: 'no-cycle',
    from: 'src/store/round.ts',
    to: 'src/store/turn.ts',
    files: {
      'src/store/round.ts': "import type { Turn } from './turn.ts';\nexport type Round = Turn;\n",
      'src/store/turn.ts': "import type { Round } from './round.ts';\nexport type Turn = Round;\n",
    },
  },
  {
    rule: 'no-orphan',
    from: 'src/store/alone.ts',
    to: 'src/store/alone.ts',
    files: { 'src/store/alone.ts': 'export const alone = true;\n' },
  },
  plant('no-unresolvable', 'src/store/lost.ts', './nowhere.ts', './nowhere.ts'),
  plant('no-undeclared-package', 'src/core/graph/layout.ts', 'graphology-layout-forceatlas2'),
  plant('known-rooms-only', 'src/helpers/thing.ts', '../core/errors.ts'),
  plant('src-not-web', 'src/serve/page.ts', '../../web/page.ts'),

  {
    rule: 'types-import-nothing',
    from: 'src/contract/types.ts',
    to: 'src/contract/extra.ts',
    files: {
      'src/contract/types.ts': "import type { Extra } from './extra.ts';\nexport type Row = Extra;\n",
      'src/contract/extra.ts': 'export type Extra = string;\n',
    },
  },
  plant('contract-knows-errors-only', 'src/contract/graphy.ts', '../core/graph/snapshot.ts'),
  plant('contract-reads-schemas-only', 'src/contract/network.ts', 'node:http', 'http'),
  plant('core-knows-core-only', 'src/core/graph/stored.ts', '../../store/port.ts'),
  plant('core-without-node', 'src/core/graph/read.ts', 'node:fs', 'fs'),
  plant('engine-knows-core-and-ports', 'src/engine/driven.ts', '../store/neo4j/neo4j-store.ts'),
  plant('engine-without-node', 'src/engine/hash.ts', 'node:crypto', 'crypto'),
  plant('serve-knows-engine-and-ports', 'src/serve/direct.ts', '../store/sqlite-store.ts'),
  plant('web-knows-types-only', 'web/deep.ts', '../src/core/errors.ts'),
  plant('sqlite-only-in-store-and-jobs', 'src/files/database.ts', 'node:sqlite', 'node:sqlite'),
  plant('store-knows-core-only', 'src/store/asks.ts', '../llm/port.ts'),
  plant('llm-knows-core-only', 'src/llm/asks.ts', '../store/port.ts'),
  plant('jobs-knows-core-only', 'src/jobs/asks.ts', '../store/port.ts'),
  plant('files-knows-core-only', 'src/files/asks.ts', '../engine/recommend.ts'),
  plant('compute-knows-core-only', 'src/compute/asks.ts', '../contract/validate.ts'),
  plant('lint-knows-core-only', 'src/lint/asks.ts', '../config.ts'),

  plant('core-ground-knows-no-room', 'src/core/above.ts', './graph/snapshot.ts'),
  plant('core-known-rooms-only', 'src/core/misc/thing.ts', '../errors.ts'),
  plant('core-graph-knows-its-own', 'src/core/graph/above.ts', '../ranking/walk.ts'),
  plant('core-demo-knows-its-own', 'src/core/demo/beside.ts', '../ranking/walk.ts'),
  plant('core-ranking-knows-its-own', 'src/core/ranking/above.ts', '../paths/reasons.ts'),
  plant('core-paths-knows-its-own', 'src/core/paths/above.ts', '../counterfactual/removal.ts'),
  plant('core-counterfactual-knows-its-own', 'src/core/counterfactual/beside.ts', '../opinions/extract.ts'),
  plant('core-metrics-knows-its-own', 'src/core/metrics/beside.ts', '../paths/reasons.ts'),
  plant('core-opinions-knows-its-own', 'src/core/opinions/beside.ts', '../ranking/walk.ts'),
  plant('core-conversation-knows-its-own', 'src/core/conversation/beside.ts', '../explanation/gate.ts'),
  plant('core-explanation-knows-its-own', 'src/core/explanation/beside.ts', '../conversation/policy.ts'),
  plant('core-evaluation-knows-its-own', 'src/core/evaluation/beside.ts', '../misc/thing.ts'),

  plant('contract-packages', 'src/contract/padded.ts', 'left-pad'),
  plant('core-packages', 'src/core/graph/padded.ts', 'left-pad'),
  plant('store-packages', 'src/store/padded.ts', 'left-pad'),
  plant('llm-packages', 'src/llm/padded.ts', 'left-pad'),
  plant('jobs-packages', 'src/jobs/padded.ts', 'left-pad'),
  plant('files-packages', 'src/files/padded.ts', 'left-pad'),
  plant('compute-packages', 'src/compute/padded.ts', 'left-pad'),
  plant('lint-packages', 'src/lint/padded.ts', 'left-pad'),
  plant('engine-packages', 'src/engine/padded.ts', 'left-pad'),
  plant('serve-packages', 'src/serve/padded.ts', 'left-pad'),
  plant('web-packages', 'web/padded.ts', 'left-pad'),
  plant('ajv-only-in-contract', 'src/engine/checked.ts', 'ajv'),
  plant('bullmq-only-in-jobs', 'src/store/queued.ts', 'bullmq'),
  plant('commander-only-in-cli', 'src/serve/http/commanded.ts', 'commander'),
  plant('prompts-only-in-cli', 'src/serve/http/prompted.ts', '@inquirer/core'),
  plant('csv-parse-only-in-files', 'src/engine/rows.ts', 'csv-parse'),
  plant('fastest-levenshtein-only-in-core', 'src/engine/distance.ts', 'fastest-levenshtein'),
  plant('fastify-only-in-http', 'src/serve/cli/served.ts', '@fastify/static'),
  plant('graphology-only-in-core-and-web', 'src/files/drawn.ts', 'graphology'),
  plant('neo4j-driver-only-in-its-store', 'src/store/statements.ts', 'neo4j-driver'),
  plant('ollama-only-in-llm', 'src/engine/asked.ts', 'ollama'),
  plant('wink-only-in-opinions', 'src/core/explanation/tagged.ts', 'wink-nlp'),
];

/** A file with one import. `to` is what the report calls the target; by default it follows from the import. */
function plant(rule: string, from: string, specifier: string, to?: string): Plant {
  return { rule, from, to: to ?? resolved(from, specifier), files: { [from]: imports(specifier) } };
}

function resolved(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return `node_modules/${specifier}/index.js`;
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

function imports(...specifiers: string[]): string {
  return specifiers.map((specifier) => `import '${specifier}';\n`).join('');
}

function lowerRooms(): string[] {
  return [
    '../graph/snapshot.ts',
    '../ranking/walk.ts',
    '../paths/reasons.ts',
    '../counterfactual/removal.ts',
    '../opinions/extract.ts',
  ];
}
