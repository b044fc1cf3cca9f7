import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { metricNamespace } from '../constructs/alarms.ts';

const folder = new URL('./machine/', import.meta.url);

interface File {
  path: string;
  content: string;
  executable?: boolean;
}

/** Largest user data that EC2 takes, in characters before base64. */
export const mostUserData = 16_384;

/**
 * The cloud-init of an instance: its scripts and units, packed; `plain` files, which may hold values that only CloudFormation knows.
 * Nothing secret: whoever may read an instance's description reads this.
 */
export function cloudInit(plain: File[]): string {
  const packed = readdirSync(folder).sort().map(machineFile);
  return [
    '#cloud-config',
    'write_files:',
    ...packed.map((file) => entry(file, 'gz+b64', gzipSync(file.content, { level: 9 }).toString('base64'))),
    ...plain.map((file) => entry(file, 'text/plain', `|\n${indented(file.content)}`)),
    'runcmd:',
    '  - [/opt/bookstore/setup]',
    '',
  ].join('\n');
}

function machineFile(name: string): File {
  const content = readFileSync(new URL(name, folder), 'utf8');
  return /\.(service|timer)$/.test(name)
    ? { path: `/etc/systemd/system/${name}`, content }
    : { path: `/opt/bookstore/${name}`, content, executable: true };
}

const entry = ({ path, executable }: File, encoding: string, content: string): string =>
  `  - path: ${path}\n    permissions: "${executable ? '0755' : '0644'}"\n    encoding: ${encoding}\n    content: ${content}`;

const indented = (text: string): string => text.replace(/^(?=.)/gm, '      ');

/** NAME=value lines, for `docker --env-file` and for shells alike; a value that either would read differently is refused. */
export function settingsFile(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

/** What the CloudWatch agent gathers: the application's own figures, memory and disk. */
export function watchingFiles(logGroup: string): File[] {
  const agent = {
    agent: { metrics_collection_interval: 60 },
    metrics: {
      namespace: metricNamespace,
      append_dimensions: { AutoScalingGroupName: '${aws:AutoScalingGroupName}' },
      aggregation_dimensions: [['AutoScalingGroupName']],
      metrics_collected: {
        mem: { measurement: ['mem_used_percent'] },
        disk: { measurement: ['used_percent'], resources: ['/'] },
      },
    },
    logs: {
      metrics_collected: {
        prometheus: {
          log_group_name: logGroup,
          prometheus_config_path: '/etc/bookstore/prometheus.yml',
          emf_processor: {
            metric_namespace: metricNamespace,
            metric_declaration: [
              {
                source_labels: ['job'],
                label_matcher: '^bookstore$',
                dimensions: [[]],
                metric_selectors: ['^bookstore_.*'],
              },
            ],
          },
        },
      },
    },
  };
  const prometheus =
    'scrape_configs:\n  - job_name: bookstore\n    scrape_interval: 60s\n    static_configs:\n      - targets: ["127.0.0.1:9464", "127.0.0.1:9465"]\n';
  return [
    { path: '/etc/bookstore/cloudwatch.json', content: JSON.stringify(agent) },
    { path: '/etc/bookstore/prometheus.yml', content: prometheus },
  ];
}
