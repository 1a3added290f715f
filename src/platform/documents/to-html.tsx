import { renderToString } from 'preact-render-to-string'
import { DocumentView } from './document-view.tsx'
import type { Document } from './document.ts'

/** The document as an HTML file that stands alone: it loads nothing, runs nothing, and reads well on paper and on a phone. */
export function toHtml(document: Document): string {
  const page = renderToString(
    <html lang={document.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>{document.title}</title>
        <meta name="author" content={document.creator} />
        {document.subject && <meta name="description" content={document.subject} />}
        <style>{styles}</style>
      </head>
      <body>
        <header>
          <p>{document.creator}</p>
        </header>
        <main>
          <h1>{document.title}</h1>
          <DocumentView document={document} />
        </main>
      </body>
    </html>,
  )
  return `<!doctype html>\n${page}\n`
}

/** Without quotation marks, `<`, `>` or `&`, which would be printed escaped. */
const styles = `
body { margin: 0 auto; padding: 1rem; max-width: 46rem; font: 1.0625rem/1.5 system-ui, Arial, sans-serif; color: #0b0c0c; background: #fff }
header { border-bottom: 1px solid #505a5f; color: #505a5f }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 2rem 0 0.75rem; break-after: avoid }
h1 { font-size: 2rem } h2 { font-size: 1.5rem } h3 { font-size: 1.25rem } h4, h5 { font-size: 1.0625rem }
a { color: #1a65a6 }
.ow-table-scroll { position: relative; overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem }
caption, figcaption { text-align: left; font-weight: bold; padding: 0.5rem 0; break-after: avoid }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid #b1b4b6 }
.govuk-table__header--numeric, .govuk-table__cell--numeric { text-align: right; padding-right: 0; font-variant-numeric: tabular-nums }
.ow-facts th { width: 12rem }
.govuk-inset-text { border-left: 0.5rem solid #b1b4b6; padding: 0.5rem 1rem; margin: 1.5rem 0 }
.govuk-body-s { font-size: 0.9375rem }
figure { margin: 1.5rem 0 }
svg { max-width: 100%; height: auto }
tr, svg, li { break-inside: avoid }
thead { display: table-header-group }
.ow-page-break { break-after: page }
@media (max-width: 30rem) { .ow-facts th { width: auto } }
@media print { body { max-width: none; padding: 0; font-size: 11pt } a { color: inherit } }
`
