/**
 * Nottingham City: people in the proportions of the headcounts that its strategy prints. Groups that it names without a
 * number have one of ours, and employers that it names have their names; all people are invented.
 */
import { dataPath, numberOrNull, readTable } from '../sources.ts'
import * as mix from './role-mixes.ts'
import type { GroupPlan, Shape } from './shape.ts'
import { usualOrganisations } from './usual.ts'

const localities = ['North', 'Central', 'South']

export async function nottinghamCity(): Promise<Shape> {
  const table = await readTable(dataPath('partnerships', 'nottingham-city', 'headcounts.csv'), [
    'group',
    'value',
  ])
  const published = (group: string): number => {
    const value = numberOrNull(table.find((row) => row.group === group)?.value ?? '')
    if (value === null) throw new Error(`headcounts.csv has no number for ${group}`)
    return value
  }
  return {
    organisations: organisations(),
    groups: [...councilGroups(published), ...otherGroups(published)],
    caseTeam: 'Fieldwork South',
    multiAgencyTeams: ['Targeted Support Team', 'Multi-agency safeguarding hub'],
  }
}

function organisations(): Shape['organisations'] {
  const usual = usualOrganisations({
    council: 'Nottingham City Council',
    health: 'CitiHealth',
    police: 'Trent Vale Police',
    charity: 'Base 51',
    trainer: 'Bright Path Training',
    caseTeams: [],
    localities,
    size: 0,
  })
  const counts: Record<string, number> = { schools: 98, nurseries: 300 }
  const service = { kind: 'council', cohort: 'employed', parent: 'council' } as const
  const council = 'Nottingham City Council'
  return [
    ...usual.map((one) => ({ ...one, ...(counts[one.key] && { count: counts[one.key]! }) })),
    { key: 'play', name: `${council}: play service`, sector: 'Early years', ...service },
    { key: 'leisure', name: `${council}: leisure centres`, sector: 'Sports and culture', ...service },
    { key: 'libraries', name: `${council}: libraries`, sector: 'Sports and culture', ...service },
    { key: 'culture', name: `${council}: museums and culture`, sector: 'Sports and culture', ...service },
    {
      key: 'youth-justice',
      name: 'Youth Offending Team',
      sector: 'Justice and crime prevention',
      ...service,
    },
    { key: 'futures', name: 'Futures', kind: 'provider', sector: 'Youth support', cohort: 'commissioned' },
    {
      key: 'probation',
      name: 'Probation service',
      kind: 'justice',
      sector: 'Justice and crime prevention',
      cohort: 'wider',
    },
    {
      key: 'voluntary-service',
      name: 'Nottingham Community and Voluntary Service',
      kind: 'voluntary',
      sector: 'Voluntary',
      cohort: 'wider',
    },
    {
      key: 'housing',
      name: 'Homelessness Prevention Gateway',
      kind: 'housing',
      sector: 'Housing and environment',
      cohort: 'wider',
    },
  ]
}

function councilGroups(published: (group: string) => number): GroupPlan[] {
  const fieldwork = published('front-line social workers')
  return [
    {
      organisation: 'council',
      teams: localities.map((locality) => `Fieldwork ${locality}`),
      people: fieldwork,
      leads: ['Social work team manager', 'Practice supervisor'],
      roles: mix.socialWork,
      bases: [['permanent', 1]],
      funded: { vacancies: 14, agency: 17 },
      turnover: 0.16,
    },
    {
      organisation: 'council',
      teams: ['Fostering'],
      people: published('fostering support workers'),
      roles: mix.fostering,
      bases: mix.employed,
      funded: { vacancies: 2, agency: 1 },
    },
    {
      organisation: 'council',
      teams: ['Drug and Alcohol Team'],
      people: published('Drug & Alcohol Team'),
      roles: [['Drug and alcohol practitioner', 1]],
    },
    {
      organisation: 'council',
      teams: ['Parenting'],
      people: published('parenting'),
      roles: [['Parenting practitioner', 1]],
    },
    {
      organisation: 'council',
      teams: localities.map((locality) => `Family support ${locality}`),
      people: published('family support workers'),
      leads: ['Early help team manager'],
      roles: mix.familySupport,
      bases: mix.employed,
      funded: { vacancies: 7, agency: 3 },
    },
    {
      organisation: 'council',
      teams: ['Children in care', 'Care leavers'],
      people: published('children in care workers'),
      leads: ["Registered manager of a children's home"],
      roles: mix.childrenInCare,
      bases: mix.employed,
      funded: { vacancies: 6, agency: 4 },
    },
    // Households are printed, not carers: one carer for each keeps to the proportions without guessing.
    {
      organisation: 'council',
      people: published('foster caring households'),
      roles: mix.carers,
      bases: mix.fosterCarers,
      turnover: 0.08,
    },
    {
      organisation: 'youth',
      teams: ['Youth work North', 'Youth work Central', 'Youth work South'],
      people: published('local authority youth employees'),
      leads: ['Youth service manager'],
      roles: mix.youth,
      bases: mix.employed,
    },
    { organisation: 'play', people: published('Play service'), roles: mix.play, bases: mix.settings },
    {
      organisation: 'leisure',
      people: published('local authority leisure centre workers'),
      roles: mix.leisure,
      bases: mix.settings,
    },
    {
      organisation: 'libraries',
      people: published('library staff'),
      roles: mix.library,
      bases: mix.employed,
    },
    {
      organisation: 'culture',
      people: published('cultural services including museums'),
      roles: mix.culture,
      bases: mix.employed,
    },
    {
      organisation: 'youth-justice',
      people: published('Youth Offending Team'),
      leads: ['Youth justice service manager'],
      roles: mix.youthJustice,
      bases: mix.employed,
    },
  ]
}

function otherGroups(published: (group: string) => number): GroupPlan[] {
  return [
    {
      organisation: 'health',
      teams: localities.map((locality) => `Children’s services ${locality}`),
      people: published("CitiHealth children's services"),
      roles: mix.community,
      bases: mix.employed,
    },
    {
      organisation: 'schools',
      people: published('teachers'),
      leads: ['Head teacher', 'Deputy head teacher', 'Special educational needs coordinator'],
      alsoLeads: { role: 'Deputy head teacher', also: 'Designated safeguarding lead' },
      roles: mix.teachers,
      bases: mix.settings,
    },
    {
      organisation: 'schools',
      people: published('support staff'),
      roles: mix.schoolSupport,
      bases: mix.settings,
    },
    {
      organisation: 'nurseries',
      people: published('registered childcare practitioners'),
      leads: ['Nursery manager', 'Deputy nursery manager'],
      roles: mix.childcare,
      bases: mix.settings,
      turnover: 0.15,
    },
    {
      organisation: 'futures',
      people: published('Connexions employees'),
      roles: mix.careers,
      turnover: 0.065,
    },
    { organisation: 'probation', people: published('probation service officers'), roles: mix.probation },
    // Named in the strategy without a number: these numbers are ours.
    { organisation: 'police', people: 40, roles: mix.police, bases: [['permanent', 1]] },
    { organisation: 'charity', people: 40, roles: mix.voluntary, bases: mix.mixedVoluntary, turnover: 0.2 },
    {
      organisation: 'voluntary-service',
      people: 40,
      roles: mix.voluntary,
      bases: mix.mixedVoluntary,
      turnover: 0.2,
    },
    { organisation: 'housing', people: 30, roles: mix.housing },
  ]
}
