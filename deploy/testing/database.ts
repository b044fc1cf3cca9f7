import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './instance.ts';
import type { Host } from './lab.ts';

/** MySQL on a machine of the lab, with a certificate made as stage 1 makes it; the place gets its authority. Answers its port. */
export async function startDatabase(host: Host, folder: string, place: Place): Promise<number> {
  const authority = join(folder, 'database-authority');
  execFileSync(join(import.meta.dirname, '../1-single-vm/database-certificate'), [authority]);
  copyFileSync(join(authority, 'ca.pem'), join(place.secrets, 'database-ca.pem'));
  const child = host.spawn([process.execPath, join(import.meta.dirname, 'run-mysql.ts'), authority]);
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /^READY (\d+)$/m.exec(output)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`MySQL does not start: ${output.slice(-1500)}`)));
  });
}
