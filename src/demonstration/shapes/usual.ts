/** The shape of a partnership whose source prints no headcounts: ours, with the council's own name and the sizes given. */
import type { GroupPlan, OrganisationPlan, Shape } from './shape.ts'
import * as mix from './role-mixes.ts'

export interface UsualPartnership {
  council: string
  /** Invented employers, but for those that a source names. */
  health: string
  police: string
  charity: string
  trainer: string
  caseTeams: readonly string[]
  /** The localities: early help and community health work by them. */
  localities: readonly string[]
  /** People working today at full size, over all groups. */
  size: number
  /** Left out where the partnership brings social work of its own. */
  withoutSocialWork?: true
}

/** Employers that every partnership has. `council` is the one of the cast's own people. */
export function usualOrganisations(names: UsualPartnership): OrganisationPlan[] {
  const { council, health, police, charity, trainer, size } = names
  const wider = { cohort: 'wider' } as const
  return [
    { key: 'council', name: council, kind: 'council', sector: 'Social care', cohort: 'employed' },
    {
      key: 'youth',
      name: `${council}: youth service`,
      kind: 'council',
      sector: 'Youth support',
      cohort: 'employed',
      parent: 'council',
    },
    { key: 'health', name: health, kind: 'health', sector: 'Health', ...wider },
    { key: 'police', name: police, kind: 'police', sector: 'Justice and crime prevention', ...wider },
    { key: 'charity', name: charity, kind: 'voluntary', sector: 'Voluntary', cohort: 'commissioned' },
    {
      key: 'trainer',
      name: trainer,
      kind: 'provider',
      sector: 'Private and independent',
      cohort: 'commissioned',
    },
    {
      key: 'schools',
      name: [
        ['Primary School', 6],
        ['Junior School', 1],
        ['Academy', 2],
        ['School', 1],
      ],
      kind: 'school',
      sector: 'Schools',
      ...wider,
      count: Math.round(size / 60),
    },
    {
      key: 'nurseries',
      name: [
        ['Nursery', 4],
        ['Pre-school', 2],
        ['Day Nursery', 2],
      ],
      kind: 'early_years',
      sector: 'Early years',
      ...wider,
      count: Math.round(size / 60),
    },
  ]
}

export function usualShape(names: UsualPartnership): Shape {
  const { size, localities, caseTeams } = names
  const share = (part: number) => Math.round(size * part)
  const social: GroupPlan[] = [
    {
      organisation: 'council',
      teams: caseTeams,
      people: share(0.16),
      leads: ['Social work team manager', 'Practice supervisor'],
      roles: mix.socialWork,
      bases: [['permanent', 1]],
      funded: { vacancies: share(0.012), agency: share(0.016) },
      turnover: 0.15,
    },
    {
      organisation: 'council',
      teams: ['Fostering and adoption'],
      people: share(0.03),
      roles: mix.fostering,
      bases: mix.employed,
      funded: { vacancies: 1, agency: 1 },
    },
  ]
  const groups: GroupPlan[] = [
    ...(names.withoutSocialWork ? [] : social),
    {
      organisation: 'council',
      teams: localities.map((locality) => `Early help ${locality}`),
      people: share(0.09),
      leads: ['Early help team manager'],
      roles: mix.earlyHelp,
      bases: mix.employed,
      funded: { vacancies: share(0.005), agency: 0 },
    },
    {
      organisation: 'council',
      people: share(0.04),
      roles: mix.carers,
      bases: mix.fosterCarers,
      turnover: 0.08,
    },
    {
      organisation: 'youth',
      teams: ['Youth work', 'Targeted youth support'],
      people: share(0.05),
      leads: ['Youth service manager'],
      roles: mix.youth,
      bases: mix.employed,
    },
    {
      organisation: 'health',
      teams: localities.map((locality) => `0 to 19 service, ${locality}`),
      people: share(0.12),
      roles: mix.community,
      bases: mix.employed,
    },
    { organisation: 'police', people: share(0.04), roles: mix.police, bases: [['permanent', 1]] },
    {
      organisation: 'schools',
      people: share(0.11),
      leads: ['Head teacher', 'Deputy head teacher'],
      alsoLeads: { role: 'Deputy head teacher', also: 'Designated safeguarding lead' },
      roles: mix.teachers,
      bases: mix.settings,
    },
    { organisation: 'schools', people: share(0.15), roles: mix.schoolSupport, bases: mix.settings },
    {
      organisation: 'nurseries',
      people: share(0.16),
      leads: ['Nursery manager', 'Deputy nursery manager'],
      roles: mix.childcare,
      bases: mix.settings,
      turnover: 0.16,
    },
    {
      organisation: 'charity',
      people: share(0.05),
      roles: mix.voluntary,
      bases: mix.mixedVoluntary,
      turnover: 0.2,
    },
  ]
  return {
    organisations: usualOrganisations(names),
    groups,
    caseTeam: caseTeams.at(-1)!,
    multiAgencyTeams: ['Multi-agency safeguarding hub'],
  }
}
