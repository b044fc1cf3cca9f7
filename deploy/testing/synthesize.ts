import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type Acknowledged, acknowledge } from '../constructs/acknowledged.ts';

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  DependsOn?: string[];
  UpdatePolicy?: Record<string, unknown>;
}

export interface Synthesized {
  template: Template;
  resources: Record<string, Resource>;
  /** Findings of cdk-nag that nobody acknowledged: rule and place. */
  findings: string[];
}

/** Synthesizes a stack, without an account and a network: whatever it would ask AWS for fails. */
export function synthesize<Made extends Stack>(
  make: (app: App) => Made,
  known: Acknowledged[] | ((stack: Made) => Acknowledged[]),
): Synthesized {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'bookstore-cdk-')) });
  const stack = make(app);
  acknowledge(stack, typeof known === 'function' ? known(stack) : known);
  const template = Template.fromStack(stack);
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  const findings = violations.flatMap(({ ruleName, violatingResources }) =>
    (violatingResources ?? []).map((each) => `${ruleName} ${each.constructPath ?? ''}`),
  );
  return { template, resources: template.toJSON()['Resources'] as Record<string, Resource>, findings };
}

export const ofType = (resources: Record<string, Resource>, type: string): [string, Resource][] =>
  Object.entries(resources).filter(([, each]) => each.Type === type);

/**
 * Every edge of every security group as "from → to :port" by the descriptions of the groups; both directions, without the
 * edges that only repeat the other side.
 */
export function edges(resources: Record<string, Resource>): string[] {
  const names = new Map(
    ofType(resources, 'AWS::EC2::SecurityGroup').map(([id, each]) => [id, String(each.Properties['GroupDescription'])]),
  );
  const found = new Set<string>();
  const name = (reference: unknown): string =>
    names.get(String((reference as { 'Fn::GetAtt'?: string[] })['Fn::GetAtt']?.[0])) ?? JSON.stringify(reference);
  for (const [id, { Properties }] of ofType(resources, 'AWS::EC2::SecurityGroup')) {
    for (const rule of rules(Properties['SecurityGroupIngress']))
      found.add(`in: ${peer(rule, name)} → ${names.get(id) ?? ''} :${ports(rule)}`);
    for (const rule of rules(Properties['SecurityGroupEgress']))
      found.add(`out: ${names.get(id) ?? ''} → ${peer(rule, name)} :${ports(rule)}`);
  }
  for (const [, { Properties: rule }] of ofType(resources, 'AWS::EC2::SecurityGroupIngress'))
    found.add(`in: ${name(rule['SourceSecurityGroupId'])} → ${name(rule['GroupId'])} :${ports(rule)}`);
  for (const [, { Properties: rule }] of ofType(resources, 'AWS::EC2::SecurityGroupEgress'))
    found.add(`out: ${name(rule['GroupId'])} → ${name(rule['DestinationSecurityGroupId'])} :${ports(rule)}`);
  return [...found].sort();
}

const rules = (value: unknown): Record<string, unknown>[] => (value ?? []) as Record<string, unknown>[];

function peer(rule: Record<string, unknown>, name: (reference: unknown) => string): string {
  if (rule['CidrIp'] === '255.255.255.255/32') return 'nobody';
  if (rule['CidrIp'] !== undefined) return rule['CidrIp'] === '0.0.0.0/0' ? 'anyone' : JSON.stringify(rule['CidrIp']);
  return name(rule['SourceSecurityGroupId'] ?? rule['DestinationSecurityGroupId']);
}

function ports(rule: Record<string, unknown>): string {
  if (rule['IpProtocol'] === '-1') return 'all';
  return rule['FromPort'] === rule['ToPort']
    ? String(rule['FromPort'])
    : `${String(rule['FromPort'])}-${String(rule['ToPort'])}`;
}
