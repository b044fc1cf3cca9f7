import { conditions } from '../../../modules/catalogue/index.ts';
import { breadcrumbs } from '../../components/breadcrumbs.ts';
import { linkButton } from '../../components/button.ts';
import { pageHeading, sectionHeading } from '../../components/page-heading.ts';
import { stepList } from '../../components/steps.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Page, PageContext } from '../../layout.ts';
import { formatNumber } from '../../messages/formats.ts';
import { paths } from '../../paths.ts';

/** How buying and selling go, what the seven conditions mean, and what everyone asks. */
export function guidePage(ctx: PageContext, commissionPercent: number): Page {
  const { guide, shell } = ctx.t;
  const questions = guide.questions(`${formatNumber(ctx, commissionPercent)} %`);
  return {
    title: guide.title,
    description: guide.lead,
    canonical: paths.howItWorks,
    jsonLd: [questionFacts(questions)],
    wide: true,
    body: html`${breadcrumbs(ctx, [{ label: shell.home, href: ctx.url(paths.home) }])}${pageHeading({ title: guide.title, lead: guide.lead })}
<section>${sectionHeading(guide.buyerTitle)}${stepList(guide.buyer)}<div class="actions guide-start">${linkButton(guide.startBuying, ctx.url(paths.search), { kind: 'primary', icon: 'search' })}</div></section>
<section>${sectionHeading(guide.sellerTitle)}${stepList(guide.seller)}<div class="actions guide-start">${linkButton(guide.startSelling, ctx.url(paths.publish), { icon: 'add' })}</div></section>
<section>${sectionHeading(guide.conditionsTitle, nothing, 'conditions')}<p class="muted">${guide.conditionsLead}</p>${conditionTable(ctx)}</section>
<section>${sectionHeading(guide.questionsTitle, nothing, 'questions')}<dl class="questions">${questions.map(({ question, answer }) => html`<div><dt>${question}</dt><dd>${answer}</dd></div>`)}</dl></section>`,
  };
}

function conditionTable(ctx: PageContext): Html {
  const { conditions: words, conditionMeanings } = ctx.t.book;
  return html`<dl class="grades">${conditions.map((grade) => html`<div><dt><span class="scale" data-grade="${grade}"></span>${words[grade]}</dt><dd>${conditionMeanings[grade]}</dd></div>`)}</dl>`;
}

const questionFacts = (questions: readonly { question: string; answer: string }[]): object => ({
  '@context': 'https://schema.org',
  '@type': 'FAQPage',
  mainEntity: questions.map(({ question, answer }) => ({
    '@type': 'Question',
    name: question,
    acceptedAnswer: { '@type': 'Answer', text: answer },
  })),
});
