import { z } from 'zod'
import { formatDate, record } from '#platform'
import { DocumentView, toDocx, toHtml } from '#platform/documents/index'
import { download, page } from '#web'
import { boardPaper, papers } from './board-paper.ts'

const params = z.object({ paperId: z.uuid() })

/** The papers of the partnership's boards. */
export const papersPage = page({
  url: '/papers',
  access: 'governance.see',
  async show(ctx) {
    return { title: 'Board papers', papers: await papers(ctx) }
  },
  view: ({ title, papers, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {papers.length === 0 ? (
        <div class="govuk-inset-text">
          There is no board paper yet. A paper holds the officer’s structure and words; its figures are filled
          in each time it is opened.
        </div>
      ) : (
        <ul class="govuk-list govuk-list--spaced">
          {papers.map((paper) => (
            <li>
              <a class="govuk-link govuk-!-font-weight-bold" href={link(`/papers/${paper.id}`)}>
                {paper.title}
              </a>
              <br />
              To {paper.reportTo}
              {paper.meetingOn ? `, ${formatDate(paper.meetingOn)}` : ''}
            </li>
          ))}
        </ul>
      )}
    </>
  ),
})

/** One paper with today's figures in it, to read here or to take away. */
export const paperPage = page({
  url: '/papers/:paperId',
  access: 'governance.see',
  params,
  async show(ctx, { paperId }) {
    const document = await boardPaper(ctx, paperId)
    return { title: document.title, document, paperId }
  },
  view: ({ title, document, paperId, link }) => (
    <>
      <span class="govuk-caption-l">{document.subject}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body no-print">
        Save as{' '}
        <a class="govuk-link" href={link(`/papers/${paperId}/file?format=docx`)}>
          Word
        </a>{' '}
        or{' '}
        <a class="govuk-link" href={link(`/papers/${paperId}/file?format=html`)}>
          a web page
        </a>
        . Figures are filled in each time it is opened.
      </p>
      <DocumentView document={document} />
    </>
  ),
})

export const paperFile = download({
  url: '/papers/:paperId/file',
  access: 'governance.see',
  params,
  query: z.object({ format: z.enum(['docx', 'html']).default('docx') }),
  async send(ctx, { paperId }, { format }) {
    const document = await boardPaper(ctx, paperId)
    await record(ctx, 'exported', { type: 'paper', id: paperId }, { format })
    const name = document.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
    return format === 'html'
      ? { fileName: `${name}.html`, contentType: 'text/html; charset=utf-8', body: toHtml(document) }
      : {
          fileName: `${name}.docx`,
          contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
          body: await toDocx(document),
        }
  },
})
