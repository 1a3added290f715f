import { z } from 'zod'
import { type SummaryRow, SummaryList, asAtPart, asAtQuery, onDate, page, readAsAt } from '#web'
import { regulatedActivity, rings } from './role-taxonomy.ts'
import { findRole, holdersOf, ringDefinitions } from './role.queries.ts'

/** One role: where it belongs, what that means, and how many hold it. */
export const rolePage = page({
  url: '/roles/:roleId',
  access: 'workforce.see',
  params: z.object({ roleId: z.uuid() }),
  query: asAtQuery,

  async show(ctx, { roleId }, { asAt: written }) {
    const role = await findRole(ctx, roleId)
    const { asAt } = readAsAt(written, ctx.today)
    return {
      title: role.name,
      role,
      asAt,
      people: await holdersOf(ctx, roleId, asAt),
      definitions: await ringDefinitions(ctx),
      mayEdit: ctx.visitor.can('workforce.manage')?.everyone ?? false,
    }
  },

  view: ({ title, role, asAt, people, definitions, mayEdit, today, link }) => {
    const ring = role.ring as keyof typeof rings | null
    return (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          <SummaryList
            rows={[
              said('Group', role.sectorGroup),
              said('Family', role.family),
              said('Core or wider', ring && `${rings[ring]}. ${definitions[ring].definition}`),
              said('Registered with', role.registrationBody),
              said(
                'Regulated activity with children',
                role.regulatedActivity &&
                  regulatedActivity[role.regulatedActivity as keyof typeof regulatedActivity],
              ),
            ]}
          />
          <p class="govuk-body">
            <a
              class="govuk-link"
              href={link(
                `/people?role=${encodeURIComponent(role.name)}${asAtPart(asAt, today).replace('?', '&')}`,
              )}
            >
              {people.toLocaleString('en-GB')} {people === 1 ? 'person' : 'people'} in this role{' '}
              {onDate(asAt, today)}
            </a>
          </p>
          {mayEdit ? (
            <p class="govuk-body">
              <a class="govuk-link" href={link(`/roles/${role.id}/edit`)}>
                Say where this role belongs
              </a>
            </p>
          ) : null}
          <p class="govuk-body">
            <a class="govuk-link" href={link('/roles')}>
              All roles
            </a>
          </p>
        </div>
      </div>
    )
  },
})

const said = (key: string, value: string | null): SummaryRow => ({
  key: { text: key },
  value: { text: value ?? 'Not said' },
})
