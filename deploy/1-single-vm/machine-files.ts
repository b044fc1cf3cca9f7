import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const folder = '/opt/bookstore';
const files = {
  db: ['stage.sh', 'bootstrap', 'database-certificate', 'compose.db.yml'],
  app: [
    'stage.sh',
    'bootstrap',
    'upgrade',
    'rollback',
    'backup',
    'restore',
    'compose.app.yml',
    'certbot/keep-certificate',
    'certbot/use-certificate',
  ],
};

/** The cloud-init of one of the two machines: this folder's files, `.env`, and the steps that `script` says before `bootstrap`. */
export function cloudInit(machine: 'app' | 'db', env: Record<string, string>, script: string): string {
  const entries = files[machine].map((name) => {
    const content = gzipSync(readFileSync(new URL(name, import.meta.url)), { level: 9 }).toString('base64');
    return entry(`${folder}/${name}`, name.includes('.') ? '0644' : '0755', 'gz+b64', content);
  });
  const settings = Object.entries(env).map(([name, value]) => `      ${name}=${value}`);
  return [
    '#cloud-config',
    'write_files:',
    ...entries,
    entry(`${folder}/.env`, '0600', 'text/plain', `|\n${settings.join('\n')}`),
    entry(`${folder}/first-start`, '0700', 'text/plain', `|\n${script.trim().replace(/^(?=.)/gm, '      ')}`),
    'runcmd:',
    `  - [${folder}/first-start]`,
    '',
  ].join('\n');
}

const entry = (path: string, permissions: string, encoding: string, content: string): string =>
  `  - path: ${path}\n    permissions: "${permissions}"\n    encoding: ${encoding}\n    content: ${content}`;

const begin = `#!/bin/bash
set -euo pipefail
cd ${folder}
snap install aws-cli --classic
mkdir -p secrets/application secrets/database
umask 077
secret() { aws secretsmanager get-secret-value --region "$1" --secret-id "$2" --query SecretString --output text | tr -d '\\n'; }
`;

/** Fetches the database's password, mounts the data's own disk, starts MySQL and publishes the authority of its certificate. */
export const databaseScript = (names: { region: string; password: string; authority: string }): string => `${begin}
secret ${names.region} ${names.password} > secrets/application/database-password
unused_disk() {
  for each in $(lsblk -dnpo NAME,TYPE | awk '$2 == "disk" {print $1}'); do
    [ -n "$(lsblk -no MOUNTPOINT,FSTYPE "$each" | tr -d ' \\n')" ] || { echo "$each"; return; }
  done
}
if [ ! -e /dev/disk/by-label/bookstore ]; then
  until data=$(unused_disk); [ -n "$data" ]; do sleep 2; done
  mkfs.ext4 -q -L bookstore "$data"
fi
mkdir -p /var/lib/docker
grep -q bookstore /etc/fstab || echo 'LABEL=bookstore /var/lib/docker ext4 defaults,nofail 0 2' >> /etc/fstab
mount -a
./bootstrap db
aws ssm put-parameter --region ${names.region} --name ${names.authority} --type String --tier Advanced --overwrite --value "$(cat secrets/application/database-ca.pem)"
`;

/** Waits for the database's machine, then starts the application. */
export const applicationScript = (names: {
  region: string;
  password: string;
  key: string;
  authority: string;
}): string => `${begin}
secret ${names.region} ${names.password} > secrets/application/database-password
secret ${names.region} ${names.key} > secrets/application/secret-key
until aws ssm get-parameter --region ${names.region} --name ${names.authority} --query Parameter.Value --output text > secrets/application/database-ca.pem; do sleep 5; done
./bootstrap app
`;
