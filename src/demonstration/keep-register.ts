/** Writes the invented employers, teams, people and posts into the register. */
import { type Context, addDays } from '#platform'
import { groupOfFamily } from '#workforce'
import { clientAges } from './build/ages.ts'
import { hubName, hubPurpose } from './build/hub.ts'
import type { InventedPartnership } from './build/partnership.ts'
import { insertRows } from './insert-rows.ts'
import { keepLikelyDuplicates, likelyDuplicates } from './likely-duplicates.ts'

/** The usual week of local government, agreed nationally in 1997 (the "Green Book", part 2, section 6). */
const fullTimeHours = 37

export async function keepRegister(ctx: Context, made: InventedPartnership): Promise<void> {
  await insertRows(ctx, 'sectors', made.sectors)
  await insertRows(ctx, 'localities', made.localities)
  await insertRows(
    ctx,
    'roles',
    made.roles.map((role) => ({
      id: role.id,
      name: role.role,
      family: role.family || null,
      sectorGroup: groupOfFamily[role.family] ?? null,
      ring: role.ring || null,
      regulatedActivity: role.regulated_activity || null,
      registrationBody: role.registration_body || null,
      censusOrgRole: role.census_org_role || null,
    })),
  )
  await keepRingDefinitions(ctx, made)
  await keepOrganisations(ctx, made)
  await keepPeople(ctx, made)
  await keepPosts(ctx, made)
  await keepLikelyDuplicates(ctx, made)
}

/** What a partnership's own strategy means by its core workforce, where it says so. */
const ringsInStrategy: Record<string, { core: string; wider: string; source: string }> = {
  'north-tyneside': {
    core: 'People employed by the council whose work, paid or voluntary, is with children all of the time.',
    wider:
      'Groups that support them: health, justice and crime prevention, education, and environment, housing and leisure.',
    source: 'Children’s Workforce Development Strategy 2019-2022, Scope',
  },
}

async function keepRingDefinitions(ctx: Context, made: InventedPartnership): Promise<void> {
  const said = ringsInStrategy[ctx.partnership.code]
  if (!said) return
  const { source } = said
  await insertRows(
    ctx,
    'ringDefinitions',
    (['core', 'wider'] as const).map((ring) => ({
      id: made.making.nextId(),
      ring,
      definition: said[ring],
      source,
    })),
  )
}

/** Looks the ids of a list up by name; a name that is not in the list is a mistake in the shape. */
export function idsByName(
  list: readonly { id: string }[],
  names: readonly string[],
): (name: string) => string {
  const ids = new Map(list.map(({ id }, index) => [names[index], id]))
  return (name) => {
    const id = ids.get(name)
    if (!id) throw new Error(`The reference data has no ${name}`)
    return id
  }
}

async function keepOrganisations(ctx: Context, made: InventedPartnership): Promise<void> {
  const sectorId = idsByName(
    made.sectors,
    made.sectors.map(({ name }) => name),
  )
  await insertRows(
    ctx,
    'organisations',
    made.organisations.map(({ id, ref }) => ({ id, ref })),
  )
  await insertRows(
    ctx,
    'organisationPeriods',
    made.organisations.map(({ id, name, plan, parent, locality }) => ({
      id: made.making.nextId(),
      organisationId: id,
      name,
      kind: plan.kind,
      sectorId: sectorId(plan.sector),
      cohort: plan.cohort,
      parentId: parent?.id ?? null,
      localityId: locality === null ? null : made.localities[locality]!.id,
      knownAsAt: made.making.today,
    })),
  )
  await insertRows(
    ctx,
    'teams',
    made.teams.map(({ id, name, organisation }) => ({
      id,
      name,
      organisationId: organisation?.id ?? null,
      localityId: made.localities.find((locality) => name.endsWith(` ${locality.name}`))?.id ?? null,
      purpose: name === hubName ? hubPurpose : null,
      isCoLocated: name === hubName,
    })),
  )
}

async function keepPeople(ctx: Context, made: InventedPartnership): Promise<void> {
  const roleId = idsByName(
    made.roles,
    made.roles.map(({ role }) => role),
  )
  const family = new Map(made.roles.map(({ role, family }) => [role, family]))
  const alike = new Map(likelyDuplicates(made.people).map(([one, other]) => [other.id, one]))
  await insertRows(
    ctx,
    'people',
    made.people.map(({ id, ref, given, family, birthDate, email, sweNumber, nmcPin, trn }) => ({
      id,
      ref,
      givenName: alike.get(id)?.given ?? given,
      familyName: alike.get(id)?.family ?? family,
      birthDate: alike.get(id)?.birthDate ?? birthDate,
      email,
      sweNumber,
      nmcPin,
      trn,
    })),
  )
  await insertRows(
    ctx,
    'engagements',
    made.people.flatMap((person) =>
      person.engagements.map(({ organisation, team, role, ...engagement }) => ({
        ...engagement,
        personId: person.id,
        organisationId: organisation.id,
        teamId: team?.id ?? null,
        roleId: roleId(role),
        hoursPerWeek: engagement.fte === null ? null : Math.round(engagement.fte * fullTimeHours * 100) / 100,
        ...clientAges(role, family.get(role) ?? '', organisation),
      })),
    ),
  )
}

async function keepPosts(ctx: Context, made: InventedPartnership): Promise<void> {
  const roleId = idsByName(
    made.roles,
    made.roles.map(({ role }) => role),
  )
  await insertRows(
    ctx,
    'posts',
    made.posts.map(({ organisation, team, role, fte }, index) => ({
      id: made.making.nextId(),
      ref: `POST-${String(index + 1).padStart(4, '0')}`,
      organisationId: organisation.id,
      teamId: team?.id ?? null,
      roleId: roleId(role),
      fte,
      // Funded since before the invented history begins.
      fundedFrom: addDays(made.making.today, -5 * 365),
    })),
  )
}
