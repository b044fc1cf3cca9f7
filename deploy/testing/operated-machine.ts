import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { docker } from './docker.ts';

const execute = promisify(execFile);
const stage = join(import.meta.dirname, '../1-single-vm');

interface ContainerState {
  Config: { Image: string; User: string };
  HostConfig: { ReadonlyRootfs: boolean; CapDrop: string[]; Memory: number; LogConfig: { Config: object } };
  Mounts: { Destination: string; RW: boolean }[];
}

/** `/opt/bookstore` of a machine as its operator has it: the stage's files, settings and commands; one compose project of the test's daemon. */
export class OperatedMachine {
  readonly folder: string;
  private readonly project: string;

  constructor(project: string, settings: Record<string, string>) {
    this.project = project;
    this.folder = mkdtempSync(join(tmpdir(), `${project}-`));
    cpSync(stage, this.folder, { recursive: true, filter: (path) => !/\.ts$|\.json$|cdk\.out/.test(path) });
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(this.folder, '.env'), lines.join(''));
  }

  /** Runs one of the operator's commands; answers all that it said. Errors: it failed, with the same. */
  async operate(command: string, ...args: string[]): Promise<string> {
    return this.operateWith({}, command, ...args);
  }

  async operateWith(environment: Record<string, string>, command: string, ...args: string[]): Promise<string> {
    const env = { BACKUP_FOLDER: join(this.folder, 'backups'), WAIT_SECONDS: '240', ...environment };
    const options = { cwd: this.folder, env: { ...process.env, COMPOSE_PROJECT_NAME: this.project, ...env } };
    try {
      const { stdout, stderr } = await execute(join(this.folder, command), args, { ...options, maxBuffer: 1e8 });
      return stdout + stderr;
    } catch (error) {
      throw new Error(`${String(error)}\n${await this.compose('logs', '--tail', '15').catch(() => '')}`);
    }
  }

  async compose(...args: string[]): Promise<string> {
    const kind = readFileSync(join(this.folder, '.machine'), 'utf8').trim();
    const file = kind === 'one' ? 'compose.yml' : `compose.${kind}.yml`;
    return docker('compose', '--project-name', this.project, '-f', join(this.folder, file), ...args);
  }

  async container(service: string): Promise<ContainerState> {
    const [state] = JSON.parse(await docker('inspect', `${this.project}-${service}-1`)) as [ContainerState];
    return state;
  }

  secret(name: string): string {
    return readFileSync(join(this.folder, 'secrets', name), 'utf8');
  }

  /** Its containers, networks, volumes and files go. */
  async remove(): Promise<void> {
    if (existsSync(join(this.folder, '.machine'))) await this.compose('down', '--volumes', '--timeout', '5');
    await rm(this.folder, { recursive: true, force: true });
  }
}
