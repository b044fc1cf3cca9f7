import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isId } from '../ids.ts';
import type { Logger } from '../log.ts';
import type { Mailer, OutgoingMail } from './outgoing-mail.ts';

export interface MailFolder extends Mailer {
  /** The newest first. */
  list(limit: number): Promise<OutgoingMail[]>;
  find(id: string): Promise<OutgoingMail | undefined>;
}

/** Keeps mails as files, one each, where no SMTP server is set; the log names the file. */
export function createMailFolder(folder: string, log: Pick<Logger, 'info'>): MailFolder {
  const pathOf = (id: string): string => join(folder, `${id}.json`);
  return {
    send: async (mail) => {
      const [path, text] = [pathOf(mail.id), JSON.stringify(mail, null, 2)];
      await writeWhole(path, text).catch(async (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        await mkdir(folder, { recursive: true });
        await writeWhole(path, text);
      });
      log.info({ file: pathOf(mail.id) }, 'a mail is kept in a file, since SMTP_URL is not set');
    },
    close: () => undefined,
    list: async (limit) => {
      const ids = await idsIn(folder);
      const mails = await Promise.all(ids.slice(0, limit).map((id) => readMail(pathOf(id))));
      return mails.filter((mail) => mail !== undefined);
    },
    find: (id) => (isId(id) ? readMail(pathOf(id)) : Promise.resolve(undefined)),
  };
}

/** A reader sees the whole file or none; only the shop's own user reads it, since it holds links that sign in. */
async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text, { mode: 0o600 });
  await rename(`${path}.tmp`, path);
}

/** Ids sort by time. */
async function idsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  return ids.filter(isId).sort().reverse();
}

async function readMail(path: string): Promise<OutgoingMail | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as OutgoingMail);
}
