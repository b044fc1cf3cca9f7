import { type Html, html, nothing, type Part } from '../html.ts';

export interface Column {
  readonly label: string;
  /** Figures stand at the right and have one width. */
  readonly kind?: 'text' | 'number' | 'actions' | undefined;
}

export interface DataTable {
  /** Says what the table lists; read out, not shown. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** A cell per column; the first names the row. */
  readonly rows: readonly (readonly Part[])[];
}

/** A table that becomes a list of small cards where it is narrow. */
export function dataTable({ caption, columns, rows }: DataTable): Html {
  return html`<div class="table-frame"><table class="data-table"><caption class="visually-hidden">${caption}</caption><thead><tr>${columns.map(
    (column) => html`<th scope="col"${kindOf(column)}>${column.label}</th>`,
  )}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell, place) => tableCell(columns[place], cell, place))}</tr>`)}</tbody></table></div>`;
}

// Role attributes keep the table a table for screen readers where the narrow layout changes its display.
function tableCell(column: Column | undefined, cell: Part, place: number): Html {
  if (place === 0) return html`<th scope="row">${cell}</th>`;
  return html`<td data-label="${column?.label ?? ''}"${column ? kindOf(column) : nothing}>${cell}</td>`;
}

function kindOf({ kind }: Column): Html {
  return kind && kind !== 'text' ? html` data-kind="${kind}"` : nothing;
}
