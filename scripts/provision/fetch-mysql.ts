// Unpacks the MySQL server of Debian's unstable branch, with every library it needs, into a folder of the cache.
// It runs by its own loader, touches nothing of the system and needs no root.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { runProgram } from './run-program.ts';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** Packages that the server's dependencies drag along and that it never opens. */
const UNUSED = /^(perl|libperl|libgdbm|libdb5|gcc-|libc-gconv|libudev|libcrypt1)/;

export const mysqlFolder = cacheFolder('mysql');

/** Errors: no Debian mirror is known, or it can't be reached. */
export async function fetchMysql(): Promise<void> {
  const work = `${mysqlFolder}.${String(process.pid)}`;
  try {
    await mkdir(join(work, 'root'), { recursive: true });
    const packages = await downloadPackages(join(work, 'apt'));
    for (const file of packages) await runProgram('dpkg-deb', ['-x', file, join(work, 'root')]);
    await rm(join(work, 'apt'), { recursive: true });
    await rm(mysqlFolder, { recursive: true, force: true });
    await rename(work, mysqlFolder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function downloadPackages(folder: string): Promise<string[]> {
  const environment = { APT_CONFIG: await writeAptConfiguration(folder) };
  await runProgram('apt-get', ['update', '-qq'], { environment });
  await runProgram('apt-get', ['install', '-qq', '-y', '--download-only', 'mysql-server-core'], { environment });
  const archives = join(folder, 'cache/archives');
  const files = await readdir(archives);
  return files.filter((file) => file.endsWith('.deb') && !UNUSED.test(file)).map((file) => join(archives, file));
}

/** An apt of its own, with an empty list of installed packages: it resolves the whole closure and installs nothing. */
async function writeAptConfiguration(folder: string): Promise<string> {
  for (const name of ['state/lists/partial', 'cache/archives/partial'])
    await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, 'status'), '');
  await writeFile(join(folder, 'sources.list'), `deb [signed-by=${KEYRING}] ${debianMirror()} sid main\n`);
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
  if (!mirror || !existsSync(KEYRING)) throw new Error('this system has no Debian mirror to fetch MySQL from');
  return mirror;
}

function aptSourceFiles(): string[] {
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  return ['/etc/apt/sources.list', ...parts].filter((path) => existsSync(path) && /\.(list|sources)$/.test(path));
}
