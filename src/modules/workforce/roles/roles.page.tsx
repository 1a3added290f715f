import { listPage, mayOpen, onDate, readAsAt } from '#web'
import { rings, sectorGroups } from './role-taxonomy.ts'
import { type RoleLine, countByRing, listRoles, ringDefinitions } from './role.queries.ts'
import { RingTotals } from './ring-totals.tsx'

/** What people do: every role with its group, its ring, and how many hold it on a date. */
export const rolesPages = listPage<RoleLine>({
  url: '/roles',
  access: 'workforce.see',
  title: 'Roles',
  noun: ['role', 'roles'],
  intro: (
    <p class="govuk-body">
      What people do, core and wider, with how many of those you may see do it today or on another date.
    </p>
  ),
  search: { label: 'Search roles', hint: 'Part of a name' },
  filters: [
    {
      name: 'ring',
      label: 'Core or wider',
      options: async () => [
        ...Object.entries(rings).map(([value, text]) => ({ value, text })),
        { value: 'not-said', text: 'Not said' },
      ],
    },
    {
      name: 'group',
      label: 'Group',
      options: async () => [...sectorGroups, 'Not said'].map((value) => ({ value, text: value })),
    },
    { name: 'asAt', label: 'On another date', hint: 'For example, 30 9 2026' },
  ],
  columns: [
    {
      key: 'name',
      header: 'Role',
      value: (row) => row.name,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/roles/${row.id}`)}>
          {row.name}
        </a>
      ),
      sortable: true,
    },
    { key: 'group', header: 'Group', value: (row) => row.sectorGroup ?? 'Not said', sortable: true },
    { key: 'family', header: 'Family', value: (row) => row.family, sortable: true },
    { key: 'ring', header: 'Core or wider', value: (row) => (row.ring ? rings[row.ring] : 'Not said') },
    { key: 'body', header: 'Registered with', value: (row) => row.registrationBody },
    { key: 'people', header: 'People', value: (row) => row.people, kind: 'number', sortable: true },
  ],
  sort: 'name',
  async rows(ctx, ask) {
    const { asAt, problem } = readAsAt(ask.filters['asAt'], ctx.today)
    const counted = await countByRing(ctx, asAt)
    const definitions = await ringDefinitions(ctx)
    return {
      ...(await listRoles(ctx, ask, asAt)),
      above: (
        <RingTotals
          {...counted}
          definitions={definitions}
          on={onDate(asAt, ctx.today)}
          problem={problem}
          mayEdit={mayOpen('workforce.manage', ctx.visitor) && ctx.visitor.can('workforce.manage')!.everyone}
          link={ctx.link}
        />
      ),
    }
  },
  empty: (
    <p class="govuk-body">
      There are no roles yet. They come with engagements and posts: each names what the person does. Then say
      here which of them are of the core workforce.
    </p>
  ),
})
