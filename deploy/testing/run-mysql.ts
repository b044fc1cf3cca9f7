/**
 * MySQL on the machine of a lab that this is run in: TLS only, for the user `bookstore`; says READY and its port, ends with SIGTERM.
 * `node run-mysql.ts FOLDER` with ca.pem, database-certificate.pem and database-key.pem in FOLDER.
 */
import mysql from 'mysql2/promise';
import { startMysql } from '../../tests/support/mysql.ts';

const folder = process.argv[2] ?? '';
const tls = ['--ssl-ca=ca.pem', '--ssl-cert=database-certificate.pem', '--ssl-key=database-key.pem'].map((each) =>
  each.replace('=', `=${folder}/`),
);
const server = await startMysql({ args: [...tls, '--bind-address=0.0.0.0', '--mysqlx=OFF', '--max-connections=200'] });

const connection = await mysql.createConnection({
  socketPath: server.socket,
  user: 'bookstore',
  password: 'bookstore',
});
for (const statement of [
  'CREATE DATABASE bookstore CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  "CREATE USER shop@'%' IDENTIFIED BY 'a-password-of-the-lab' REQUIRE SSL",
  "CREATE USER migrator@'%' IDENTIFIED BY 'a-password-of-the-lab' REQUIRE SSL",
  "GRANT SELECT, INSERT, UPDATE, DELETE ON bookstore.* TO shop@'%'",
  "GRANT ALL ON bookstore.* TO migrator@'%'",
  "ALTER USER bookstore@'%' REQUIRE SSL",
  'SET GLOBAL require_secure_transport = ON',
])
  await connection.query(statement);
await connection.end();

process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
process.stdout.write(`READY ${String(server.port)}\n`);
