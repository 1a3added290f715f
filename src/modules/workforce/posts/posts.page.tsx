import { formatDate, printNumber } from '#platform'
import { listPage, onDate, readAsAt } from '#web'
import { organisationsWithPeople, roleNames } from '../people/people.queries.ts'
import { type PostLine, listPosts } from './posts.queries.ts'

/** Funded places for a role in a team, filled or not. */
export const postsPages = listPage<PostLine>({
  url: '/posts',
  access: 'workforce.see',
  title: 'Posts',
  noun: ['post', 'posts'],
  intro: <p class="govuk-body">Funded places for a role in a team, filled or not: the establishment.</p>,
  search: { label: 'Search posts', hint: 'Reference, team or role' },
  filters: [
    { name: 'organisation', label: 'Organisation', options: organisationsWithPeople },
    { name: 'role', label: 'Role', options: roleNames },
    {
      name: 'funded',
      label: 'Funded',
      all: 'On the date',
      options: async () => [{ value: 'ever', text: 'At any time' }],
    },
    { name: 'asAt', label: 'On another date', hint: 'For example, 30 9 2026' },
  ],
  columns: [
    {
      key: 'ref',
      header: 'Post',
      value: (row) => row.ref,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/posts/${row.id}`)}>
          {row.ref}
        </a>
      ),
      sortable: true,
    },
    { key: 'role', header: 'Role', value: (row) => row.role, sortable: true },
    { key: 'team', header: 'Team', value: (row) => row.team, sortable: true },
    { key: 'organisation', header: 'Organisation', value: (row) => row.organisation, sortable: true },
    { key: 'fte', header: 'Full-time equivalent', value: (row) => row.fte, kind: 'number' },
    {
      key: 'from',
      header: 'Funded from',
      value: (row) => row.fundedFrom,
      cell: (row) => formatDate(row.fundedFrom),
      kind: 'date',
      sortable: true,
    },
    {
      key: 'to',
      header: 'Until',
      value: (row) => row.fundedTo,
      cell: (row) => row.fundedTo && formatDate(row.fundedTo),
      kind: 'date',
    },
  ],
  sort: 'ref',
  async rows(ctx, ask) {
    const { asAt, problem } = readAsAt(ask.filters['asAt'], ctx.today)
    const { rows, total, fte } = await listPosts(ctx, ask, asAt)
    const when = ask.filters['funded'] === 'ever' ? 'at any time' : onDate(asAt, ctx.today)
    return {
      rows,
      total,
      above: (
        <>
          {problem ? (
            <p class="govuk-error-message">
              <span class="govuk-visually-hidden">Error:</span> {problem}. The list is of today.
            </p>
          ) : null}
          <p class="govuk-body">
            {printNumber(fte, 1)} full-time equivalent funded {when}.{' '}
            <a class="govuk-link" href={ctx.link('/vacancies')}>
              See what of it is vacant
            </a>
          </p>
        </>
      ),
    }
  },
  empty: (
    <p class="govuk-body">
      There are no posts yet. Bring them in from your establishment list, or add them one by one: vacancies
      then follow from posts and engagements, on any date.
    </p>
  ),
  actions: [
    { text: 'Add a post', href: '/posts/new', access: 'workforce.manage' },
    { text: 'Bring in posts', href: '/imports/new/posts', access: 'workforce.import' },
  ],
})
