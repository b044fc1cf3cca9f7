import { type Html, html, render } from '../web/html.ts';

interface Described {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: object; description?: string }[];
  requestBody?: { content?: Record<string, { schema?: object }> };
  responses?: Record<string, { content?: Record<string, { schema?: object }> }>;
  security?: object[];
}

interface OpenApi {
  info: { title: string; description?: string };
  paths?: Record<string, Record<string, Described>>;
}

/** The reference that people read: every call of the OpenAPI document on one page, without script. */
export function docsPage(shopName: string, document: unknown): string {
  const { info, paths = {} } = document as OpenApi;
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ path, method, call })),
  );
  const groups = Map.groupBy(calls, ({ call }) => call.tags?.[0] ?? 'other');
  return render(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>REST API · ${shopName}</title><link rel="stylesheet" href="/api/docs.css"></head>
<body><header><h1>${shopName}: REST API, version 1</h1><p>${info.description ?? ''}</p>
<p>Authorisation: <code>Authorization: Bearer TOKEN</code>, the token of <code>POST /api/v1/sessions</code>. The document: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
<nav aria-label="Parts"><ul>${[...groups.keys()].map((tag) => html`<li><a href="#${tag}">${tag}</a></li>`)}</ul></nav></header>
<main>${[...groups].map(([tag, own]) => html`<section id="${tag}"><h2>${tag}</h2>${own.map(callSection)}</section>`)}</main></body></html>`);
}

function callSection({ path, method, call }: { path: string; method: string; call: Described }): Html {
  const answers = Object.entries(call.responses ?? {});
  return html`<article><h3><b>${method.toUpperCase()}</b> <code>${path}</code></h3><p>${call.summary ?? ''}${call.security ? html` <em>Needs a token.</em>` : ''}</p>
${call.parameters?.length ? html`<table><caption>Parameters</caption><tbody>${call.parameters.map(parameterRow)}</tbody></table>` : ''}
${schemaDetails('Body', Object.values(call.requestBody?.content ?? {})[0]?.schema)}
${answers.map(([status, answer]) => schemaDetails(`Answer ${status}`, Object.values(answer.content ?? {})[0]?.schema))}</article>`;
}

const parameterRow = (parameter: NonNullable<Described['parameters']>[number]): Html =>
  html`<tr><th scope="row"><code>${parameter.name}</code></th><td>${parameter.in}${parameter.required ? ', required' : ''}</td><td>${parameter.description ?? ''} <code>${JSON.stringify(parameter.schema ?? {})}</code></td></tr>`;

function schemaDetails(title: string, schema: object | undefined): Html | '' {
  return schema
    ? html`<details><summary>${title}</summary><pre>${JSON.stringify(schema, null, 2)}</pre></details>`
    : '';
}

export const docsStyles = `:root{color-scheme:light dark}body{max-width:60rem;margin:0 auto;padding:1rem;font:1rem/1.5 system-ui,sans-serif}h1,h2{font-family:Georgia,serif}article{border-top:1px solid #8886;padding:.5rem 0}pre{overflow:auto;font-size:.8rem;background:#8881;padding:.75rem}table{border-collapse:collapse;width:100%;font-size:.85rem}td,th{text-align:left;vertical-align:top;padding:.25rem .5rem;overflow-wrap:anywhere}caption{text-align:left;font-weight:600}nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0}summary{cursor:pointer}`;
