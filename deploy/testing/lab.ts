import { type ChildProcess, execFile, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const run = (command: string): void => {
  const [program = '', ...args] = command.split(' ');
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
};

/** Why no lab can be built here, or undefined. */
export function labMissing(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux: network namespaces';
  const probe = `bsp${String(process.pid)}`;
  try {
    run(`ip netns add ${probe}`);
    run(`ip netns del ${probe}`);
    return undefined;
  } catch (error) {
    return `needs network namespaces: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** A machine of its own: an address, its own loopback and ports, on a switch with the others of its lab. */
export class Host {
  readonly name: string;
  readonly address: string;
  private readonly link: string;
  private readonly lab: string;
  private readonly children = new Set<ChildProcess>();

  constructor(lab: string, name: string, address: string, link: string) {
    this.lab = lab;
    this.name = name;
    this.address = address;
    this.link = link;
  }

  /** Put before a command, it runs there. */
  get within(): string[] {
    return ['ip', 'netns', 'exec', this.name];
  }

  /** Starts a program there; it ends with the lab at the latest. */
  spawn(command: string[], options: SpawnOptions = {}): ChildProcess {
    const [program = '', ...args] = [...this.within, ...command];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    this.children.add(child);
    child.once('exit', () => this.children.delete(child));
    return child;
  }

  /** Runs a program there to its end and answers what it wrote. Errors: it failed. */
  run(command: string[], environment: NodeJS.ProcessEnv = {}): string {
    const [program = '', ...args] = [...this.within, ...command];
    return execFileSync(program, args, {
      env: { ...process.env, ...environment },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** As `run`, while this process goes on. */
  async runLater(command: string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const [program = '', ...args] = [...this.within, ...command];
    return (await execute(program, args, { env: { ...process.env, ...environment }, encoding: 'utf8' })).stdout;
  }

  /** Names that programs there know, beside their own. */
  knows(names: Record<string, string>): void {
    mkdirSync(`/etc/netns/${this.name}`, { recursive: true });
    const lines = ['127.0.0.1 localhost', ...Object.entries(names).map(([name, address]) => `${address} ${name}`)];
    writeFileSync(`/etc/netns/${this.name}/hosts`, `${lines.join('\n')}\n`);
  }

  /** From now on nothing comes in except from these addresses to these ports, as a security group would have it. */
  allowOnly(edges: { from: string; port: number }[]): void {
    const rules = edges.map(
      ({ from, port }) => `ip saddr ${from} meta l4proto tcp ct original proto-dst ${String(port)} accept`,
    );
    const chain = [
      'type filter hook input priority 0; policy drop;',
      'iif lo accept',
      'ct state established,related accept',
      ...rules,
    ].join('\n');
    this.nft(`table inet group {\nchain input {\n${chain}\n}\n}\n`);
  }

  nft(rules: string): void {
    const [program = '', ...args] = [...this.within, 'nft', '-f', '-'];
    execFileSync(program, args, { input: rules, stdio: ['pipe', 'ignore', 'pipe'] });
  }

  /** The cable is pulled: nothing is refused, nothing answers. */
  cut(): void {
    run(`ip -n ${this.lab} link set ${this.link} down`);
  }

  mend(): void {
    run(`ip -n ${this.lab} link set ${this.link} up`);
  }

  /** Ends everything that runs there, children of children too. */
  async stopAll(): Promise<void> {
    const pids = execFileSync('ip', ['netns', 'pids', this.name], { encoding: 'utf8' }).split('\n').filter(Boolean);
    for (const pid of pids) kill(Number(pid));
    await Promise.all([...this.children].map((child) => ended(child, 'SIGKILL')));
    rmSync(`/etc/netns/${this.name}`, { recursive: true, force: true });
  }
}

/** Several machines on one switch, and this process beside them as `10.83.N.1`. */
export class Lab {
  private readonly net: number;
  private readonly space: string;
  private readonly hosts: Host[] = [];
  private readonly mine: string;

  constructor(net: number) {
    removeLeftOvers();
    this.net = net;
    this.space = `bs${String(process.pid)}n${String(net)}`;
    this.mine = `bs${String(process.pid % 100_000)}x${String(net % 100)}`;
    run(`ip netns add ${this.space}`);
    run(`ip -n ${this.space} link set lo up`);
    run(`ip -n ${this.space} link add switch type bridge`);
    run(`ip -n ${this.space} link set switch up`);
    run(`ip link add ${this.mine} type veth peer name outside netns ${this.space}`);
    run(`ip -n ${this.space} link set outside master switch up`);
    run(`ip address add ${this.addressOf(1)}/24 dev ${this.mine}`);
    run(`ip link set ${this.mine} up`);
  }

  get ownAddress(): string {
    return this.addressOf(1);
  }

  host(number: number): Host {
    const name = `${this.space}h${String(number)}`;
    const link = `h${String(number)}`;
    run(`ip netns add ${name}`);
    run(`ip -n ${this.space} link add ${link} type veth peer name eth0 netns ${name}`);
    run(`ip -n ${this.space} link set ${link} master switch up`);
    run(`ip -n ${name} link set lo up`);
    run(`ip -n ${name} address add ${this.addressOf(number)}/24 dev eth0`);
    run(`ip -n ${name} link set eth0 up`);
    const host = new Host(this.space, name, this.addressOf(number), link);
    this.hosts.push(host);
    return host;
  }

  /** Puts a machine on the switch that has a network already: that of a process. Answers its address here. */
  join(number: number, pid: number): string {
    const link = `h${String(number)}`;
    const there = `nsenter --net --target ${String(pid)} ip`;
    run(`ip -n ${this.space} link add ${link} type veth peer name lab netns ${String(pid)}`);
    run(`ip -n ${this.space} link set ${link} master switch up`);
    run(`${there} address add ${this.addressOf(number)}/24 dev lab`);
    run(`${there} link set lab up`);
    return this.addressOf(number);
  }

  async close(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.stopAll()));
    for (const { name } of this.hosts) run(`ip netns del ${name}`);
    run(`ip link del ${this.mine}`);
    run(`ip netns del ${this.space}`);
  }

  private addressOf(number: number): string {
    return `10.83.${String(this.net)}.${String(number)}`;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Asks a program to end and waits until it has. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

/** Labs of runs that were killed: their process is gone, their namespaces are not. */
function removeLeftOvers(): void {
  if (!existsSync('/run/netns')) return;
  for (const name of readdirSync('/run/netns')) {
    const pid = /^bs(\d+)n\d+/.exec(name)?.[1];
    if (!pid || existsSync(`/proc/${pid}`)) continue;
    run(`ip netns del ${name}`);
    rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
  }
}
