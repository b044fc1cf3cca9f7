import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { AlbControllerVersion } from 'aws-cdk-lib/aws-eks-v2';

const script = join(import.meta.dirname, 'install-charts');
const place = { CLUSTER: 'bookstore', REGION: 'us-east-1', VPC: 'vpc-1' };

/** There is no helm here and no registry of charts: a stand-in writes down what it is asked for. */
describe('the charts of a cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'charts-'));
  const asked = join(folder, 'asked');
  before(() => {
    writeFileSync(join(folder, 'helm'), `#!/bin/sh\necho "$*" >> ${asked}\n`);
    chmodSync(join(folder, 'helm'), 0o755);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const environment = (more: Record<string, string>) => ({ PATH: `${folder}:${process.env['PATH'] ?? ''}`, ...more });
  function calls(edge: string, more: Record<string, string> = {}): string[] {
    writeFileSync(asked, '');
    execFileSync(script, [edge], { env: environment(more) });
    return readFileSync(asked, 'utf8').trim().split('\n');
  }
  const released = (lines: readonly string[]) => lines.map((line) => line.split(' ')[2]);

  it('are those that the edge needs', () => {
    assert.deepEqual(released(calls('acm', place)), ['external-secrets', 'aws-load-balancer-controller', 'monitoring']);
    assert.deepEqual(released(calls('acme')), ['external-secrets', 'envoy-gateway', 'cert-manager', 'monitoring']);
    assert.equal(calls('acme', { NO_MONITORING: '1' }).length, 3);
  });

  it('are pinned, may be there already, and are waited for', () => {
    for (const line of [...calls('acm', place), ...calls('acme')]) {
      assert.match(
        line,
        /^upgrade --install \S+ \S+ --version v?\d+\.\d+\.\d+ --namespace \S+ --create-namespace --wait /,
      );
      assert.match(line, / --repo https:\/\/| oci:\/\//);
    }
  });

  it('take the newest controller of load balancers that the CDK knows', () => {
    const known = Object.values(AlbControllerVersion as unknown as Record<string, unknown>)
      .filter((each) => each instanceof AlbControllerVersion)
      .map((each) => each.helmChartVersion);
    assert.match(calls('acm', place).join('\n'), new RegExp(`aws-load-balancer-controller --version ${known.at(-1)} `));
  });

  it('stop with a sentence where a word or a variable is missing', () => {
    const usage = spawnSync(script, [], { env: environment({}), encoding: 'utf8' });
    assert.deepEqual([usage.status, usage.stderr], [2, 'usage: install-charts acm|acme\n']);
    const bare = spawnSync(script, ['acm'], { env: environment({}), encoding: 'utf8' });
    assert.ok(bare.status !== 0 && bare.stderr.includes('CLUSTER: set it: name of the cluster'), bare.stderr);
  });
});
