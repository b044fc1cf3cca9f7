import { html, render } from '../../html.ts';
import { paths } from '../../paths.ts';
import type { PageHandler } from '../../route.ts';
import { dayCache } from './day-cache.ts';

const longestName = 16;

/** Lets a browser search the shop from its address bar. */
export const showOpenSearch: PageHandler = ({ ctx }) => {
  const { publicUrl, name } = ctx.shop;
  const address = `${publicUrl}${ctx.url(paths.search)}?q={searchTerms}`;
  const description = html`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>${[...name].slice(0, longestName).join('')}</ShortName><Description>${ctx.t.shell.tagline}</Description><InputEncoding>UTF-8</InputEncoding><Language>${ctx.locale}</Language><Image width="16" height="16" type="image/svg+xml">${publicUrl}${ctx.asset('favicon.svg')}</Image><Url type="text/html" template="${address}"/></OpenSearchDescription>`;
  return {
    content: `<?xml version="1.0" encoding="UTF-8"?>\n${render(description)}`,
    type: 'application/opensearchdescription+xml; charset=utf-8',
    cacheControl: dayCache,
  };
};
