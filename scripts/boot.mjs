// Runs before `npm start` and `npm test` on whatever Node is installed (20 or later): installs what is missing and makes
// sure that node_modules/.bin holds Node 24, which npm scripts find first. Plain JavaScript without a dependency.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const nodeMajor = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

if (isStale()) {
  console.error('Installing packages (npm ci) ...');
  const { status } = npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
  if (status !== 0) fail('npm ci failed; its messages are above. Is the network reachable?');
}
if (nodeVersion() !== nodeMajor) installNode();

function isStale() {
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs;
}

/** npm may have been told to run no install scripts, and the one of the package `node` brings the program. */
function installNode() {
  console.error(`Installing Node ${nodeMajor} for this project ...`);
  npm('rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
  const found = nodeVersion();
  if (found === nodeMajor) return;
  fail(
    `node_modules/.bin/node is ${found === null ? 'missing' : `Node ${found}`}, and Node ${nodeMajor} is needed. ` +
      'Run: rm -r node_modules && npm ci --ignore-scripts=false',
  );
}

/** The major version of the Node in node_modules/.bin, null when it does not run. */
function nodeVersion() {
  const { stdout } = spawnSync(join(root, 'node_modules', '.bin', 'node'), ['-v'], { encoding: 'utf8' });
  const match = /^v(\d+)\./.exec(stdout ?? '');
  return match === null ? null : Number(match[1]);
}

/** npm's chatter goes to stderr, so that the output of what runs next stays its own. */
function npm(...args) {
  const shell = process.platform === 'win32';
  return spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 'inherit'], shell });
}

function fail(message) {
  console.error(`whypath: ${message}`);
  process.exit(1);
}
