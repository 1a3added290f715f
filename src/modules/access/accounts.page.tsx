import { sql } from 'kysely'
import { dateInEngland, formatMoment, formatShortDate } from '#platform'
import { type Ask, type PageContext, listPage } from '#web'
import { managingAccounts } from './managing-accounts.ts'
import { overNames } from './over-names.ts'
import { roleCodes, roleName, roles } from './roles.ts'
import { likeText, withinReach } from './within-reach.ts'

/** Who can sign in here, as what: a row for each role that an account has. */
export const accountsPages = listPage({
  url: '/access/accounts',
  access: 'access.manage',
  title: 'Accounts',
  noun: ['role given', 'roles given'],
  intro: (
    <p class="govuk-body">
      Who can sign in, as what, and for how long. A role ends by itself when the engagement that it came from
      ends.
    </p>
  ),
  search: { label: 'Search', hint: 'Name, e-mail address or sign-in name' },
  filters: [
    {
      name: 'role',
      label: 'Role',
      options: async () => roleCodes.map((code) => ({ value: code, text: roles[code].name })),
    },
    {
      name: 'when',
      label: 'When',
      options: async () => [
        { value: 'now', text: 'Today' },
        { value: 'ended', text: 'Ended' },
      ],
    },
  ],
  columns: [
    {
      key: 'name',
      header: 'Name',
      value: (row) => row.displayName,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/access/accounts/${row.accountId}`)}>
          {row.displayName}
        </a>
      ),
      sortable: true,
    },
    { key: 'signsInBy', header: 'Signs in by', value: (row) => row.signsInBy },
    { key: 'role', header: 'Role', value: (row) => roleName(row.role) },
    { key: 'over', header: 'For', value: (row) => row.over },
    {
      key: 'from',
      header: 'From',
      kind: 'date',
      value: (row) => row.startedOn,
      cell: (row) => formatShortDate(row.startedOn),
      sortable: true,
    },
    {
      key: 'to',
      header: 'To',
      kind: 'date',
      value: (row) => row.endedOn,
      cell: (row) => (row.endedOn ? formatShortDate(row.endedOn) : 'Open'),
    },
    {
      key: 'lastSignIn',
      header: 'Last signed in',
      kind: 'date',
      value: (row) => (row.lastSignInAt ? dateInEngland(row.lastSignInAt) : null),
      cell: (row) => (row.lastSignInAt ? formatMoment(row.lastSignInAt) : 'Never'),
    },
  ],
  sort: 'name',
  rows: roleRows,
  empty: <p class="govuk-body">Nobody has an account in this partnership yet. Invite the first people.</p>,
  actions: [
    { text: 'Invite someone', href: '/access/invitations/new', access: 'access.manage' },
    { text: 'See invitations', href: '/access/invitations', access: 'access.manage' },
  ],
})

function roleRows(ctx: PageContext, ask: Ask) {
  const reach = withinReach(ctx)
  return managingAccounts(ctx, async (ctx) => {
    const { role, when } = ask.filters
    const isOpen = sql<boolean>`g.started_on <= ${ctx.today}::date and (g.ended_on is null or g.ended_on >= ${ctx.today}::date)`
    const all = ctx.db
      .selectFrom('grants as g')
      .innerJoin('accounts as a', 'a.id', 'g.accountId')
      .where(reach)
      .$if(ask.search !== '', (query) =>
        query.where((or) =>
          or.or(
            (['a.displayName', 'a.email', 'a.signInName'] as const).map((column) =>
              or(column, 'ilike', likeText(ask.search)),
            ),
          ),
        ),
      )
      .$if(Boolean(role), (query) => query.where('g.role', '=', role!))
      .$if(when === 'now', (query) => query.where(isOpen))
      .$if(when === 'ended', (query) => query.where('g.endedOn', '<', ctx.today))
    const { total } = await all
      .select((select) => select.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const found = await all
      .select([
        'a.id as accountId',
        'a.displayName',
        'g.role',
        'g.organisationId',
        'g.teamId',
        'g.startedOn',
        'g.endedOn',
      ])
      .select((select) => [
        select.fn.coalesce('a.email', 'a.signInName', sql<string>`''`).as('signsInBy'),
        select
          .selectFrom('signInSessions as s')
          .select((inner) => inner.fn.max('s.startedAt').as('at'))
          .whereRef('s.accountId', '=', 'a.id')
          .as('lastSignInAt'),
      ])
      .orderBy(ask.sort === 'from' ? 'g.startedOn' : 'a.displayName', ask.descending ? 'desc' : 'asc')
      .orderBy('g.id')
      .limit(ask.limit)
      .offset(ask.offset)
      .execute()
    const nameOf = await overNames(ctx)
    return { rows: found.map((row) => ({ ...row, over: nameOf(row) })), total }
  })
}
