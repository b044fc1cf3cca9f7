// Unpacks the MySQL server of Debian's unstable branch, with every library it needs, into a folder of the cache.
// It runs by its own loader, touches nothing of the system and needs no root.
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { downloadWithDependencies } from './other-release.ts';
import { runProgram } from './run-program.ts';

/** Packages that the server's dependencies drag along and that it never opens. */
const UNUSED = /^(perl|libperl|libgdbm|libdb5|gcc-|libc-gconv|libudev|libcrypt1)/;

export const mysqlFolder = cacheFolder('mysql');

/** Errors: no Debian mirror is known, or it can't be reached. */
export async function fetchMysql(): Promise<void> {
  const work = `${mysqlFolder}.${String(process.pid)}`;
  try {
    await mkdir(join(work, 'root'), { recursive: true });
    const packages = await downloadWithDependencies(join(work, 'apt'), 'sid', 'mysql-server-core');
    for (const file of packages.filter((path) => !UNUSED.test(basename(path))))
      await runProgram('dpkg-deb', ['-x', file, join(work, 'root')]);
    await rm(join(work, 'apt'), { recursive: true });
    await rm(mysqlFolder, { recursive: true, force: true });
    await rename(work, mysqlFolder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
