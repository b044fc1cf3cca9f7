/** `cdk deploy` runs this; `node app.ts` alone synthesizes into cdk.out, without an account and without a network. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge } from '../constructs/acknowledged.ts';
import { acknowledged } from './acknowledged.ts';
import { readSettings } from './settings.ts';
import { KubernetesStack } from './stack.ts';

const settings = readSettings(process.env['SETTINGS'] ?? new URL('settings.json', import.meta.url));
const app = new App({ outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out' });
const stack = new KubernetesStack(app, 'BookStore', settings, { env: { region: settings.region } });
acknowledge(stack, acknowledged(settings));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
app.synth();
