import { page } from '#web'
import { importsOffered } from './offered-imports.ts'

/** What can be brought in, in the order in which it makes sense. */
export const newImportPage = page({
  url: '/imports/new',
  access: 'workforce.import',
  async show() {
    return { title: 'What do you want to bring in?', kinds: importsOffered() }
  },
  view: ({ title, kinds, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          Choose what the file holds. The order below is the order to begin in: what comes later names what
          came before.
        </p>
        {kinds.map(({ name, title, teaching }) => (
          <section>
            <h2 class="govuk-heading-m govuk-!-margin-bottom-1">
              <a class="govuk-link" href={link(`/imports/new/${name}`)}>
                {title}
              </a>
            </h2>
            <p class="govuk-body">{teaching}</p>
          </section>
        ))}
      </div>
    </div>
  ),
})
