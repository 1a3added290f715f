import type { ErrorPage } from './error-pages.tsx'

export function ErrorBody({ page }: { page: ErrorPage }) {
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{page.title}</h1>
        {page.body}
      </div>
    </div>
  )
}
