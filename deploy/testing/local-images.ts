// Images of what other images bring, made of what this machine has: no registry is asked.
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makeLocalImage } from '../../scripts/provision/docker-images.ts';
import { mysqlFolder } from '../../scripts/provision/fetch-mysql.ts';
import { buildFrom } from './docker.ts';

const mysqlUser = 999;

/** certbot of Debian, which trusts an authority of the lab. */
export async function makeCertbotImage(tag: string, trust: string): Promise<void> {
  await makeLocalImage({ tag: 'bookstore-certbot:debian', packages: ['certbot'] }, process.env);
  const name = basename(trust);
  await buildFrom(tag, `FROM bookstore-certbot:debian\nCOPY ${name} /\nENV REQUESTS_CA_BUNDLE=/${name}\n`, [trust]);
}

/** Why there is no MySQL to put into an image, or undefined. */
export function mysqlImageMissing(): string | undefined {
  return existsSync(join(mysqlFolder, 'template'))
    ? undefined
    : 'needs Docker: MySQL of its own, not one of the system';
}

/** The MySQL that the tests fetched, and in the place of its image's own first start a script that reads the same variables. */
export async function makeMysqlImage(tag: string): Promise<void> {
  const settings = ['ENTRYPOINT ["/opt/mysql/first-start"]', 'CMD ["mysqld"]', 'VOLUME /var/lib/mysql'];
  const users = [`mysql:x:${String(mysqlUser)}:${String(mysqlUser)}::/nonexistent:/bin/false`];
  await makeLocalImage({ tag, packages: [], users, settings, add: addMysql, version: firstStart + ping }, process.env);
}

async function addMysql(root: string): Promise<void> {
  const home = join(root, 'opt/mysql');
  for (const part of ['sbin', 'lib', 'share'])
    cpSync(join(mysqlFolder, 'root/usr', part), join(home, part), { recursive: true, verbatimSymlinks: true });
  cpSync(join(mysqlFolder, 'template'), join(home, 'template'), { recursive: true });
  const data = join(root, 'var/lib/mysql');
  mkdirSync(data, { recursive: true });
  for (const path of [
    data,
    ...readdirSync(join(home, 'template'), { recursive: true, encoding: 'utf8' }).map((each) =>
      join(home, 'template', each),
    ),
  ])
    await chown(path, mysqlUser, mysqlUser);
  writeFileSync(join(home, 'first-start'), firstStart, { mode: 0o755 });
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  writeFileSync(join(root, 'usr/bin/mysqladmin'), ping, { mode: 0o755 });
}

const firstStart = `#!/bin/bash
set -eu
home=/opt/mysql data=/var/lib/mysql
[ -d $data/mysql ] || cp -R $home/template/. $data/
cat > /tmp/first.sql <<SQL
CREATE DATABASE IF NOT EXISTS $MYSQL_DATABASE;
CREATE USER IF NOT EXISTS '$MYSQL_USER'@'%' IDENTIFIED BY '$(cat "$MYSQL_PASSWORD_FILE")';
GRANT ALL ON $MYSQL_DATABASE.* TO '$MYSQL_USER'@'%';
ALTER USER root@localhost IDENTIFIED BY '$(cat "$MYSQL_ROOT_PASSWORD_FILE")';
SQL
libraries=$(echo $home/lib/*-linux-gnu)
exec $libraries/ld-linux*.so.* --library-path $libraries $home/sbin/mysqld --no-defaults --basedir=$home \\
  --lc-messages-dir=$home/share/mysql --character-sets-dir=$home/share/mysql/charsets --plugin-dir=$home/lib/mysql/plugin \\
  --datadir=$data --secure-file-priv=NULL --socket=/var/run/mysqld/mysqld.sock --pid-file=/var/run/mysqld/mysqld.pid --init-file=/tmp/first.sql "$@"
`;

/** MySQL's clients were not fetched; that it answers over TCP is what their \`ping\` asks. */
const ping = '#!/bin/bash\nexec 3<> /dev/tcp/127.0.0.1/3306\n';
