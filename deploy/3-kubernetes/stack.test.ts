import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { App } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { ofType, synthesize } from '../testing/synthesize.ts';
import { acknowledged } from './acknowledged.ts';
import { overlays } from './manifests/overlays.ts';
import { readSettings, type Settings } from './settings.ts';
import { KubernetesStack } from './stack.ts';

const settings = readSettings(new URL('settings.example.json', import.meta.url));
const made =
  (change: Partial<Settings> = {}) =>
  (app: App) =>
    new KubernetesStack(app, 'BookStore', { ...settings, ...change }, { env: { region: settings.region } });
const { template, resources, findings } = synthesize(made(), acknowledged(settings));

describe('stage 3 on AWS', () => {
  it('has no finding of AwsSolutions without a written reason', () => assert.deepEqual(findings, []));

  it('is EKS 1.35, its API for named addresses only, its secrets encrypted, its log kept', () => {
    template.hasResourceProperties('AWS::EKS::Cluster', {
      Version: '1.35',
      ResourcesVpcConfig: Match.objectLike({ PublicAccessCidrs: settings.operators, EndpointPrivateAccess: true }),
      EncryptionConfig: [Match.objectLike({ Resources: ['secrets'] })],
      Logging: Match.anyValue(),
    });
  });

  it('installs nothing by a provider: no custom resource but the database’s user', () => {
    const custom = Object.values(resources).filter(({ Type }) => /^Custom::|CustomResource$/.test(Type));
    assert.equal(custom.length, 1);
    template.resourceCountIs('AWS::Lambda::LayerVersion', 0);
  });

  it('has the add-ons that the manifests count on', () => {
    const names = ofType(resources, 'AWS::EKS::Addon').map(([, each]) => String(each.Properties['AddonName']));
    assert.deepEqual(names.sort(), [
      'aws-efs-csi-driver',
      'coredns',
      'eks-pod-identity-agent',
      'kube-proxy',
      'metrics-server',
      'vpc-cni',
    ]);
    template.hasResourceProperties('AWS::EKS::Addon', {
      AddonName: 'vpc-cni',
      ConfigurationValues: '{"enableNetworkPolicy":"true"}',
    });
  });

  it('keeps its nodes’ role from pods, and their disks encrypted', () => {
    const data = {
      MetadataOptions: Match.objectLike({ HttpTokens: 'required', HttpPutResponseHopLimit: 1 }),
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: Match.objectLike({ Encrypted: true }) }],
    };
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', { LaunchTemplateData: Match.objectLike(data) });
    template.hasResourceProperties('AWS::EKS::Nodegroup', {
      AmiType: 'AL2023_ARM_64_STANDARD',
      ScalingConfig: { MinSize: 2, MaxSize: 4, DesiredSize: 2 },
    });
  });

  it('gives the load-balancer controller one target group, and pods as its targets', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      TargetType: 'ip',
      Port: 8080,
      HealthCheckPath: '/health',
    });
    const statement = Match.objectLike({
      Action: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
      Resource: { Ref: Match.stringLikeRegexp('^EdgeInstances') },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: Match.objectLike({ Statement: Match.arrayWith([statement]) }),
    });
  });

  it('says every line that the overlay’s settings need beside the release', () => {
    const said = new Set(
      Object.values(template.findOutputs('*')).map((each) => (each as { Description?: string }).Description),
    );
    for (const name of Object.keys(overlays['eks']?.settings ?? {}))
      if (!['IMAGE', 'RELEASE'].includes(name)) assert.ok(said.has(name), name);
  });

  it('has a place for what the payment gateway gives, empty and read by the cluster’s secrets alone', () => {
    const [id, made] = ofType(resources, 'AWS::SecretsManager::Secret').find(([id]) => id.startsWith('Payments')) ?? [];
    assert.deepEqual(JSON.parse(String(made?.Properties['SecretString'])), {
      'mercadopago-access-token': '',
      'mercadopago-webhook-secret': '',
    });
    const readers = ofType(resources, 'AWS::IAM::Policy').filter(([, each]) =>
      JSON.stringify(each.Properties).includes(`"Ref":"${String(id)}"`),
    );
    assert.deepEqual(
      readers.map(([name]) => name.replace(/[0-9A-F]{8}$/, '')),
      ['ClusterSecretsRoleDefaultPolicy'],
    );
  });

  it('makes no balancer for the edge "acme", and has no finding there either', () => {
    const acme = synthesize(made({ edge: 'acme' }), acknowledged({ edge: 'acme' }));
    acme.template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
    acme.template.resourceCountIs('AWS::CertificateManager::Certificate', 0);
    assert.deepEqual(acme.findings, []);
  });

  it('refuses an API that is open to everyone, and one node', () => {
    assert.throws(() => made({ operators: ['0.0.0.0/0'] })(new App()), /operators/);
    assert.throws(() => made({ nodes: { ...settings.nodes, least: 1 } })(new App()), /nodes.least/);
  });

  it('is judged by assertions that can fail', () => {
    assert.throws(() => template.hasResourceProperties('AWS::EKS::Cluster', { Version: '1.20' }));
  });

  it('has the same version and add-ons in the plain eksctl configuration', () => {
    const plain = parse(readFileSync(new URL('eksctl.yaml', import.meta.url), 'utf8')) as {
      metadata: { version: string };
      addons: { name: string }[];
    };
    assert.equal(plain.metadata.version, '1.35');
    assert.deepEqual(
      plain.addons.map((each) => each.name).sort(),
      ofType(resources, 'AWS::EKS::Addon')
        .map(([, each]) => String(each.Properties['AddonName']))
        .sort(),
    );
  });
});
