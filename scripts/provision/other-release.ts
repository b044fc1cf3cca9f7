// Packages of another release of Debian than the machine's own, downloaded by an apt of its own: nothing is installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Downloads packages and all that they need into `folder`; answers the paths. Errors: no mirror is known, or it can't be reached. */
export async function downloadWithDependencies(folder: string, release: string, ...names: string[]): Promise<string[]> {
  const environment = await updatedLists(folder, release);
  await runProgram('apt-get', ['install', '-qq', '-y', '--download-only', ...names], { environment });
  return debFilesIn(join(folder, 'cache/archives'));
}

/** The same for the packages alone. */
export async function downloadAlone(folder: string, release: string, ...names: string[]): Promise<string[]> {
  const environment = await updatedLists(folder, release);
  await runProgram('apt-get', ['download', '-qq', ...names], { environment, cwd: folder });
  return debFilesIn(folder);
}

async function debFilesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.deb')).map((file) => join(folder, file));
}

async function updatedLists(folder: string, release: string): Promise<NodeJS.ProcessEnv> {
  const environment = { APT_CONFIG: await writeAptConfiguration(folder, release) };
  await runProgram('apt-get', ['update', '-qq'], { environment });
  return environment;
}

/** An apt of its own, with an empty list of installed packages: it resolves the whole closure and installs nothing. */
async function writeAptConfiguration(folder: string, release: string): Promise<string> {
  for (const name of ['state/lists/partial', 'cache/archives/partial'])
    await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, 'status'), '');
  await writeFile(join(folder, 'sources.list'), `deb [signed-by=${KEYRING}] ${debianMirror()} ${release} main\n`);
  const settings: Record<string, string> = {
    'Dir::State': join(folder, 'state'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Acquire::Check-Valid-Until': 'false',
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled': 'false',
    'APT::Sandbox::User': 'root',
    'APT::Install-Recommends': 'false',
    'Debug::NoLocking': 'true',
  };
  const path = join(folder, 'apt.conf');
  await writeFile(
    path,
    Object.entries(settings)
      .map(([name, value]) => `${name} "${value}";\n`)
      .join(''),
  );
  return path;
}

/** The mirror that the system itself uses, in either of apt's two formats; not the one of security updates. */
function debianMirror(): string {
  const sources = aptSourceFiles()
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const urls = [...sources.matchAll(/^(?:URIs:|deb\s+(?:\[[^\]]*\]\s+)?)\s*(https?:\S+)/gm)].map(
    (match) => match[1] ?? '',
  );
  const mirror = urls.find((url) => /\/debian\/?$/.test(url));
  if (!mirror || !existsSync(KEYRING)) throw new Error('this system has no Debian mirror to fetch packages from');
  return mirror;
}

function aptSourceFiles(): string[] {
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  return ['/etc/apt/sources.list', ...parts].filter((path) => existsSync(path) && /\.(list|sources)$/.test(path));
}
