/** Asks a MySQL server without TLS and prints the code of its refusal, or `connected`. */
import mysql from 'mysql2/promise';

const [host = '', port = ''] = process.argv.slice(2);
const outcome = await mysql
  .createConnection({ host, port: Number(port), user: 'shop', password: 'a-password-of-the-lab' })
  .then(
    async (connection) => {
      await connection.end();
      return 'connected';
    },
    (error: { code?: string }) => error.code ?? String(error),
  );
process.stdout.write(outcome);
