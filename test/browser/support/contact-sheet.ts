/** A picture of a page in one view, and what the page did wrong. */
export interface Picture {
  /** Name of the page. */
  readonly page: string;
  /** What it was looked at in: language, theme and width. */
  readonly view: string;
  /** Name of the file beside the sheet. */
  readonly file: string;
  readonly faults: readonly string[];
}

const STYLE = `
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
  body { margin: 24px }
  section { margin-block: 32px }
  .row { display: flex; gap: 16px; align-items: start; overflow-x: auto }
  figure { margin: 0; flex: 0 0 auto }
  img { height: 420px; max-width: 680px; object-fit: contain; object-position: left top; border: 1px solid #8884 }
  li { color: #c33 }`;

/** A page of HTML with all pictures, a row for each page: each leads to its file. */
export function contactSheet(pictures: readonly Picture[]): string {
  const pages = [...Map.groupBy(pictures, ({ page }) => page)];
  const links = pages.map(([page]) => `<a href="#${page}">${page}</a>`).join(' · ');
  const head = `<meta charset="utf-8"><title>Pages of Fluxu</title><style>${STYLE}</style>`;
  const rows = pages.map(([page, views]) => rowOf(page, views)).join('\n');
  return `<!doctype html><html lang="en">${head}<h1>${pictures.length} pictures</h1><p>${links}</p>\n${rows}\n</html>\n`;
}

function rowOf(page: string, views: readonly Picture[]): string {
  const figures = views.map(
    ({ view, file }) =>
      `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="${page}, ${view}"></a><figcaption>${view}</figcaption></figure>`,
  );
  const faults = new Set(views.flatMap((view) => view.faults));
  const list = [...faults].map((fault) => `<li>${fault.replaceAll('<', '&lt;')}</li>`).join('');
  return `<section id="${page}"><h2>${page}</h2><ul>${list}</ul><div class="row">${figures.join('')}</div></section>`;
}
