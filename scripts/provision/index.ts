import { provisionChromium } from './chromium.ts';
import { provisionCluster } from './cluster.ts';
import { provisionData } from './data.ts';
import { provisionDeploy } from './deploy.ts';
import { provisionDocker } from './docker.ts';
import { provisionMysql } from './mysql.ts';
import { provisionNamespaces } from './namespaces.ts';
import { provisionNginx } from './nginx.ts';
import { provisionPebble } from './pebble.ts';
import { type Need, type Provision, type ProvisionStep, unavailable } from './provision.ts';
import { provisionWrk } from './wrk.ts';

const steps: Record<Need, ProvisionStep> = {
  mysql: provisionMysql,
  chromium: provisionChromium,
  nginx: provisionNginx,
  pebble: provisionPebble,
  wrk: provisionWrk,
  docker: provisionDocker,
  cluster: provisionCluster,
  data: provisionData,
  deploy: provisionDeploy,
  namespaces: provisionNamespaces,
};

export function isNeed(text: string): text is Need {
  return text in steps;
}

/** Never rejects: what can't be had is an answer. */
export async function provision(need: Need): Promise<Provision> {
  try {
    return await steps[need]();
  } catch (error) {
    return unavailable(`needs ${need}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Only these may be missing in CI: few machines that run it have them. */
export function mayBeMissing(reason: string): boolean {
  return /^needs (Docker|Kubernetes|\.\.\/shared\/data)\b/.test(reason);
}
