import type { Acknowledged } from '../constructs/acknowledged.ts';

const managed = 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy';
const sessions = `${managed}/AmazonSSMManagedInstanceCore]`;
const sessionsReason = 'AWS keeps this policy for session manager, which replaces an open port 22.';

/** Findings of AwsSolutions that stay, each with its reason. */
export const acknowledged: Acknowledged[] = [
  {
    path: 'ApplicationGroup',
    id: 'AwsSolutions-EC23',
    reason: 'The application’s machine is what readers reach: 80 and 443 are open to all, and nothing else is.',
  },
  {
    path: 'DatabasePassword',
    id: 'AwsSolutions-SMG4',
    reason: 'MySQL here is the operator’s own; docs/deploy/1-single-vm.md says how to change the password.',
  },
  {
    path: 'SecretKey',
    id: 'AwsSolutions-SMG4',
    reason: 'Changing it signs everyone out; the operator does so when it may be known to others.',
  },
  { path: 'Database/InstanceRole', id: sessions, reason: sessionsReason },
  { path: 'Application/InstanceRole', id: sessions, reason: sessionsReason },
  {
    path: 'Nightly/Machines/Role',
    id: `${managed}/service-role/AWSBackupServiceRolePolicyForBackup]`,
    reason: 'AWS keeps this policy for its own service; a copy would age.',
  },
];
