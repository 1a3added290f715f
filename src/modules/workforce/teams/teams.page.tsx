import { sql } from 'kysely'
import type { Context } from '#platform'
import { type Ask, listPage } from '#web'

interface TeamLine {
  id: string
  name: string
  organisationId: string | null
  organisation: string | null
  members: number
}

/** Teams, with how many of the people the visitor may see are in each today. */
export const teamsPages = listPage<TeamLine>({
  url: '/teams',
  access: 'workforce.see',
  title: 'Teams',
  noun: ['team', 'teams'],
  intro: <p class="govuk-body">Members are the people engaged in the team today, among those you may see.</p>,
  search: { label: 'Search teams', hint: 'Name of the team or of its organisation' },
  columns: [
    {
      key: 'name',
      header: 'Team',
      value: (row) => row.name,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/teams/${row.id}`)}>
          {row.name}
        </a>
      ),
      sortable: true,
    },
    {
      key: 'organisation',
      header: 'Organisation',
      value: (row) => row.organisation ?? 'Multi-agency',
      cell: (row, { link }) =>
        row.organisationId ? (
          <a class="govuk-link" href={link(`/organisations/${row.organisationId}`)}>
            {row.organisation}
          </a>
        ) : (
          'Multi-agency'
        ),
      sortable: true,
    },
    { key: 'members', header: 'Members', value: (row) => row.members, kind: 'number', sortable: true },
  ],
  sort: 'name',
  rows: listTeams,
  actions: [{ text: 'Add a team', href: '/teams/new', access: 'partnership.manage' }],
  empty: (
    <p class="govuk-body">
      There are no teams yet. They come with engagements: each names the team that the person works in.
    </p>
  ),
})

const sorts: Record<string, string> = {
  name: 'lower(t.name)',
  organisation: 'lower(o.name)',
  members: 'coalesce(m.members, 0)',
}

async function listTeams(ctx: Context, ask: Ask): Promise<{ rows: TeamLine[]; total: number }> {
  const like = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const organisations = sql`left join app.current_periods(${ctx.today}::date) o on o.organisation_id = t.organisation_id`
  const where = sql`where (t.closed_on is null or t.closed_on >= ${ctx.today}::date)
    and (t.name ilike ${like} or o.name ilike ${like})`
  const { rows } = await sql<TeamLine>`
    with m as (select e.team_id, count(distinct e.person_id) as members from engagements e
      where e.team_id is not null and e.started_on <= ${ctx.today}::date and coalesce(e.ended_on >= ${ctx.today}::date, true)
      group by e.team_id)
    select t.id, t.name, t.organisation_id, o.name as organisation, coalesce(m.members, 0) as members
    from teams t left join m on m.team_id = t.id ${organisations} ${where}
    order by ${sql.raw(sorts[ask.sort] ?? 'lower(t.name)')} ${sql.raw(ask.descending ? 'desc' : 'asc')} nulls last, t.id
    limit ${ask.limit} offset ${ask.offset}`.execute(ctx.db)
  const count = await sql<{ total: number }>`select count(*) as total
    from teams t ${organisations} ${where}`.execute(ctx.db)
  return { rows, total: count.rows[0]?.total ?? 0 }
}
