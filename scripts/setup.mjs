// Runs before every npm script, on whatever Node the machine has (18 or later): installs the packages when
// they are missing or older than the lock file, then makes sure that the script itself gets a Node that can run it.
// With the name of a folder: the same for the package that lies there. With --bundle: joins the program to one file as well.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [named] = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const folder = join(root, named ?? '');
const installedLock = join(folder, 'node_modules/.package-lock.json');
const bundledNode = join(root, 'node_modules/.bin/node');
const LEAST_NODE = [22, 18];

/** npm writes node_modules/.package-lock.json at the end of an install: older than the lock file means stale. */
function packagesAreCurrent() {
  if (!existsSync(installedLock)) return false;
  return statSync(installedLock).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

function installPackages() {
  process.stderr.write('Installing packages (once) …\n');
  // What an interrupted install left has to go: npm would take half a package for a whole one.
  if (!existsSync(installedLock)) rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  // No install scripts: what has native code brings it prebuilt, and a bare machine has no compiler.
  // Not `npm ci`: it refuses a lock file made where a mirror lacks the optional packages of other systems.
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  const args = ['install', ...quiet, '--include=dev', '--include=optional'];
  const npm = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', env: installEnvironment() });
  if (npm.status !== 0) fail(`npm install failed:\n${npm.stdout ?? ''}${npm.stderr ?? npm.error?.message ?? ''}`);
  utimesSync(installedLock, new Date(), new Date());
}

/** The settings that an outer npm hands down would make the inner one omit what NODE_ENV=production omits. */
function installEnvironment() {
  const env = { ...process.env, npm_config_update_notifier: 'false' };
  delete env.NODE_ENV;
  delete env.npm_config_omit;
  return env;
}

/** Packages put Node 24 into node_modules/.bin on Linux; elsewhere the system's own Node has to be recent enough. */
function checkNode() {
  if (existsSync(bundledNode)) {
    if (spawnSync(bundledNode, ['-e', '0']).status === 0) return;
    rmSync(bundledNode); // Built for another C library: it would hide a system Node that works.
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const recent = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  if (!recent) fail(`BookStore needs Node ${LEAST_NODE.join('.')} or later here; this is ${process.versions.node}.`);
}

/** By the Node that was just installed: the shell that called this one still knows the other. */
function makeBundle() {
  const node = existsSync(bundledNode) ? bundledNode : process.execPath;
  const made = spawnSync(node, [join(root, 'src/bundle/make-bundle.ts')], { cwd: root, stdio: 'inherit' });
  if (made.status !== 0) fail('The program could not be bundled.');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (!existsSync(join(folder, 'package-lock.json'))) fail('package-lock.json is missing: this copy is not complete.');
if (!packagesAreCurrent()) {
  installPackages();
  checkNode();
} else if (!existsSync(bundledNode)) {
  checkNode();
}
if (process.argv.includes('--bundle')) makeBundle();
