import mysql from 'mysql2/promise';
import { startMysql } from '../../tests/support/mysql.ts';
import { applicationUser } from '../3-kubernetes/manifests/application.ts';
import type { Resource } from '../3-kubernetes/manifests/shop.ts';
import { TestCluster } from './cluster.ts';
import { buildFrom, buildImage, docker, joinLab } from './docker.ts';
import { eventually } from './eventually.ts';
import { Lab } from './lab.ts';
import { onTestNode, type TestNode } from './on-test-node.ts';

const image = 'bookstore-cluster';
const startSeconds = 60;

export interface ShopOnCluster {
  cluster: TestCluster;
  /** Tags of two releases, which differ in nothing but their name. */
  releases: [string, string];
  /** Applies the manifests of a release, and waits until all of it runs. */
  release(tag: string): Promise<void>;
  /** From now on the autoscaler may choose more than its least number of pods. */
  letGrow(): Promise<void>;
  close(): Promise<void>;
}

/** The shop's image, built and loaded; its database beside the cluster; nothing applied yet. `overlay` builds the manifests with an operator's settings. */
export async function shopOnCluster(
  overlay: (settings: Record<string, string>) => Resource[],
  plan: Pick<TestNode, 'namespace' | 'reached' | 'replicas'>,
): Promise<ShopOnCluster> {
  const lab = new Lab(200 + (process.pid % 50));
  joinLab(lab, 11);
  const cluster = await TestCluster.join(lab, 12, plan.namespace);
  const server = await startMysql({ host: lab.ownAddress });
  const close = async (): Promise<void> => {
    await cluster.close();
    await server.stop();
    await lab.close();
  };
  try {
    const [releases] = await Promise.all([loadedReleases(cluster, lab), makeDatabase(server.url())]);
    const node: TestNode = {
      ...plan,
      database: { address: lab.ownAddress, port: server.port, user: 'bookstore', password: 'bookstore' },
      photosFolder: cluster.makeFolder(`photos-${plan.namespace}`, applicationUser),
    };
    const manifests = (tag: string, calm: boolean): Resource[] =>
      onTestNode(overlay({ IMAGE: image, RELEASE: tag }), { ...node, calm });
    const scaling = manifests(releases[0], false).filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    const release = (tag: string) => released(cluster, manifests(tag, true));
    return { cluster, releases, release, letGrow: () => cluster.apply(scaling), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function released(cluster: TestCluster, manifests: Resource[]): Promise<void> {
  await cluster.apply(manifests);
  const allRuns = async (): Promise<void> => {
    const unfinished = await cluster.unfinished();
    if (unfinished.length > 0) throw new Error(`not there yet: ${unfinished.join(', ')}`);
  };
  await eventually(allRuns, startSeconds).catch(async (error: unknown) => {
    throw new Error(`${String(error)}\n${await cluster.complaints()}`);
  });
}

/** Named after what they hold, so that a node which has them is given nothing. */
async function loadedReleases(cluster: TestCluster, lab: Lab): Promise<[string, string]> {
  await buildImage(`${image}:one`, lab);
  await buildFrom(`${image}:two`, `FROM ${image}:one\nLABEL release=2\n`);
  const tag = async (from: string): Promise<string> => {
    const id = await docker('image', 'inspect', '--format', '{{.Id}}', `${image}:${from}`);
    const name = id.replace('sha256:', '').slice(0, 12);
    await docker('tag', `${image}:${from}`, `${image}:${name}`);
    return name;
  };
  const releases: [string, string] = [await tag('one'), await tag('two')];
  await cluster.load([...releases.map((each) => `${image}:${each}`), 'nginx:stable']);
  return releases;
}

async function makeDatabase(url: string): Promise<void> {
  const connection = await mysql.createConnection(url);
  await connection.query('CREATE DATABASE bookstore CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
  await connection.end();
}
