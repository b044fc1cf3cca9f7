import { startMysql } from '../../tests/support/mysql.ts';
import { installDebianPackages } from './apt.ts';
import { fetchMysql } from './fetch-mysql.ts';
import { findMysql, prepareTemplate } from './mysql-program.ts';
import { type Provision, unavailable } from './provision.ts';

/** One server for the whole test run, fetched first where the machine has none; each test file makes its own database. */
export async function provisionMysql(): Promise<Provision> {
  const problem = await provisionMysqlProgram();
  if (problem !== undefined) return unavailable(`needs MySQL: ${problem}`);
  const server = await startMysql();
  return { ready: true, environment: { TEST_MYSQL_URL: server.url() }, stop: () => server.stop() };
}

/** Gets the program and its data template; returns why that failed, or undefined. */
export async function provisionMysqlProgram(): Promise<string | undefined> {
  const problem = findMysql() ? undefined : await getMysql();
  const program = findMysql();
  if (!program) return problem ?? 'it was fetched and is not there';
  await prepareTemplate(program);
  return undefined;
}

async function getMysql(): Promise<string | undefined> {
  try {
    await fetchMysql();
    return undefined;
  } catch (error) {
    const fetchProblem = error instanceof Error ? error.message : String(error);
    const installProblem = await installDebianPackages('mariadb-server');
    return installProblem === undefined ? undefined : `${fetchProblem}; ${installProblem}`;
  }
}
