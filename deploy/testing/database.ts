import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from './lab.ts';

/** MySQL on a machine of the lab, at 3306, with a certificate made as stage 1 makes it; `secrets` gets its authority. */
export async function startDatabase(host: Host, folder: string, secrets: string): Promise<void> {
  const authority = join(folder, 'database-authority');
  execFileSync(join(import.meta.dirname, '../1-single-vm/database-certificate'), [authority]);
  copyFileSync(join(authority, 'ca.pem'), join(secrets, 'database-ca.pem'));
  const child = host.spawn([process.execPath, join(import.meta.dirname, 'run-mysql.ts'), authority]);
  let output = '';
  const port = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /^READY (\d+)$/m.exec(output)?.[1];
      if (port) resolve(port);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`MySQL does not start: ${output.slice(-1500)}`)));
  });
  host.nft(
    `table ip names { chain in { type nat hook prerouting priority dstnat; tcp dport 3306 redirect to :${port}\n}\n}\n`,
  );
}
