import { execFileSync } from 'node:child_process';

/** What a server speaks, as sslscan finds by trying. */
export function judgeTls(address: string, name: string): { protocols: string[]; ciphers: string[] } {
  const report = execFileSync('sslscan', ['--no-colour', '--xml=-', `--sni-name=${name}`, address], {
    encoding: 'utf8',
  });
  const ciphers = [
    ...report.matchAll(/<cipher status="(?:preferred|accepted)" sslversion="([^"]+)"[^>]* cipher="([^"]+)"/g),
  ];
  return {
    protocols: [...new Set(ciphers.map(([, version = '']) => version))].sort(),
    ciphers: ciphers.map(([, , cipher = '']) => cipher),
  };
}
