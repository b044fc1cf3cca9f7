import { notFound } from '../../../platform/errors.ts';
import { dataTable } from '../../components/data-table.ts';
import { pageHeading } from '../../components/page-heading.ts';
import { html } from '../../html.ts';
import { formatDateTime } from '../../messages/formats.ts';
import type { PageAnswer, PageHandler } from '../../route.ts';

const mostMails = 100;

/** The mails that were not sent, since no SMTP server is set; in development only. */
export const listMail: PageHandler = async ({ ctx, doors, config }): Promise<PageAnswer> => {
  if (!config.development) throw notFound('page');
  const { admin } = ctx.t;
  const mails = await doors.messaging.listKeptMails({ limit: mostMails });
  const rows = mails.map((mail) => [
    html`<a href="${ctx.url(`/development/mail/${mail.id}`)}">${mail.subject}</a>`,
    mail.to,
    formatDateTime(ctx, mail.at),
  ]);
  const body = html`${pageHeading({ title: admin.mailTitle, lead: admin.mailText })}${
    mails.length === 0
      ? html`<p>${admin.mailNone}</p>`
      : dataTable({
          caption: admin.mailTitle,
          columns: [{ label: admin.what }, { label: admin.email }, { label: admin.when }],
          rows,
        })
  }`;
  return { page: { title: admin.mailTitle, robots: 'noindex', wide: true, body } };
};

/** One kept mail, as text; its links can be followed. */
export const showMail: PageHandler = async ({ doors, config, params }): Promise<PageAnswer> => {
  const mail = config.development ? await doors.messaging.getKeptMail({ id: params.id ?? '' }) : undefined;
  if (!mail) throw notFound('page');
  const lines = mail.text.split('\n').map((line) => html`${linked(line)}<br>`);
  return {
    page: {
      title: mail.subject,
      robots: 'noindex',
      body: html`${pageHeading({ title: mail.subject, eyebrow: mail.to })}<div class="prose"><p>${lines}</p></div>`,
    },
  };
};

function linked(line: string) {
  const match = /^(.*?)(https?:\/\/\S+)(.*)$/.exec(line);
  if (!match) return html`${line}`;
  const [, before = '', href = '', after = ''] = match;
  return html`${before}<a href="${href}">${href}</a>${after}`;
}
