import { demoPassword } from './demo.ts';
import { demoAdministrator, demoBuyer, demoSellers } from './modules/catalogue/index.ts';
import type { RunningProcess } from './start.ts';

/** Says in the terminal where the shop is and who can sign in; in development only. */
export function greet({ shop, url }: RunningProcess): void {
  const { config } = shop;
  const where = config.publicUrl.includes('localhost') ? config.publicUrl : url;
  const people = config.demo
    ? [
        `  sells:         ${demoSellers[0]?.email ?? ''}`,
        `  buys:          ${demoBuyer.email}`,
        `  administrates: ${demoAdministrator.email}`,
        `  password:      ${demoPassword}`,
      ]
    : [];
  const lines = [
    `\n${config.shop.name} is open at ${where}`,
    ...(people.length > 0 ? ['Demonstration accounts:', ...people] : []),
    ...(config.smtpUrl === undefined ? [`Mails can be read at ${where}/development/mail`] : []),
    'Ctrl-C stops it.\n',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
