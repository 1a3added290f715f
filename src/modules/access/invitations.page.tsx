import { dateInEngland, formatShortDate } from '#platform'
import { type Ask, type PageContext, listPage } from '#web'
import { stateNames, stateOf } from './invitation.ts'
import { overNames } from './over-names.ts'
import { likeText, withinReach } from './within-reach.ts'
import { roleName } from './roles.ts'

export const invitationsPages = listPage({
  url: '/access/invitations',
  access: 'access.manage',
  title: 'Invitations',
  noun: ['invitation', 'invitations'],
  intro: <p class="govuk-body">Everyone who was invited to make an account, and what has become of it.</p>,
  search: { label: 'Search', hint: 'Name or e-mail address' },
  filters: [
    {
      name: 'state',
      label: 'What has become of it',
      options: async () => Object.entries(stateNames).map(([value, text]) => ({ value, text })),
    },
  ],
  columns: [
    {
      key: 'name',
      header: 'Name',
      value: (row) => row.displayName,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/access/invitations/${row.id}`)}>
          {row.displayName}
        </a>
      ),
      sortable: true,
    },
    { key: 'email', header: 'E-mail address', value: (row) => row.email ?? 'None: link handed over' },
    { key: 'role', header: 'Role', value: (row) => roleName(row.role) },
    { key: 'over', header: 'For', value: (row) => row.over },
    { key: 'state', header: 'State', value: (row) => stateNames[row.state] },
    {
      key: 'invited',
      header: 'Invited',
      kind: 'date',
      value: (row) => dateInEngland(row.invitedAt),
      cell: (row) => formatShortDate(dateInEngland(row.invitedAt)),
      sortable: true,
    },
  ],
  sort: '-invited',
  rows: invitations,
  empty: (
    <p class="govuk-body">
      Nobody has been invited yet. Invite people by e-mail, or print a link for those who have no e-mail
      address.
    </p>
  ),
  actions: [{ text: 'Invite someone', href: '/access/invitations/new', access: 'access.manage' }],
})

async function invitations(ctx: PageContext, ask: Ask) {
  const nameOf = await overNames(ctx)
  const found = await ctx.db
    .selectFrom('invitations')
    .selectAll()
    .where(withinReach(ctx))
    .$if(ask.search !== '', (query) =>
      query.where((or) =>
        or.or([or('displayName', 'ilike', likeText(ask.search)), or('email', 'ilike', likeText(ask.search))]),
      ),
    )
    .orderBy(ask.sort === 'name' ? 'displayName' : 'invitedAt', ask.descending ? 'desc' : 'asc')
    .orderBy('id')
    .execute()
  const wanted = ask.filters['state']
  const rows = found
    .map((row) => ({ ...row, state: stateOf(row, ctx.now), over: nameOf(row) }))
    .filter((row) => !wanted || row.state === wanted)
  return { rows: rows.slice(ask.offset, ask.offset + ask.limit), total: rows.length }
}
