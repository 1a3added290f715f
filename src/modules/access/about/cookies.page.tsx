import { Table, messageCookie, page, sessionCookie } from '#web'

const cookies = [
  [sessionCookie, 'Keeps you signed in', 'Until you close the browser or sign out'],
  [
    'oneworkforce_form',
    'Makes sure that what is sent comes from a page you opened',
    'Until you close the browser',
  ],
  [messageCookie, 'Carries a sentence such as “The place is booked” to the next page', 'Until it is shown'],
]

export const cookiesPage = page({
  url: '/cookies',
  place: 'installation',
  access: 'anyone',
  async show() {
    return { title: 'Cookies' }
  },
  view: ({ title }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          OneWorkforce sets only the cookies that it needs to work, so it does not have to ask you. It does
          not measure what you do, and no other company sets cookies here.
        </p>
        <div class="ow-table-scroll" role="region" aria-label="Cookies that are set" tabIndex={0}>
          <Table
            caption="Cookies that are set"
            captionClasses="govuk-table__caption--m"
            firstCellIsHeader
            head={['Name', 'What it is for', 'How long it stays'].map((text) => ({ text }))}
            rows={cookies.map((cells) => cells.map((text) => ({ text })))}
          />
        </div>
      </div>
    </div>
  ),
})
