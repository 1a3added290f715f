/**
 * Cambridgeshire: five social care teams whose posts, vacancies and agency workers are those of the team table of
 * November 2019, so that the invented register gives the published counts; the rest is ours.
 */
import { dataPath, readTable } from '../sources.ts'
import * as mix from './role-mixes.ts'
import type { GroupPlan, Shape, Weighted } from './shape.ts'
import { usualShape } from './usual.ts'

const caseTeam = 'Safeguarding South'

/** Newly qualified social workers, 33 in all as the report says: which teams they work in is ours. */
const newlyQualified: Record<string, number> = {
  'Safeguarding North': 13,
  [caseTeam]: 14,
  'Integrated Front Door': 6,
}

const roles: Record<string, Weighted<string>> = {
  'Corporate Parenting incl. Fostering': [
    ...mix.fostering,
    ['Social worker', 60],
    ['Personal adviser for care leavers', 25],
  ],
  'Integrated Front Door': mix.frontDoor,
  'Safeguarding and Quality Assurance': mix.qualityAssurance,
}

const withoutNewlyQualified = mix.socialWork.filter(([role]) => role !== 'Newly qualified social worker')

export async function cambridgeshire(): Promise<Shape> {
  const usual = usualShape({
    council: 'Cambridgeshire County Council',
    health: 'Fen Edge Community Health',
    police: 'Ouse Valley Police',
    charity: 'Bridgegate Families',
    trainer: 'Wicken Learning',
    caseTeams: [caseTeam],
    localities: [
      'Cambridge City',
      'East Cambridgeshire',
      'Fenland',
      'Huntingdonshire',
      'South Cambridgeshire',
    ],
    size: 350,
    withoutSocialWork: true,
  })
  return { ...usual, caseTeam, groups: [...(await publishedTeams()), ...usual.groups] }
}

async function publishedTeams(): Promise<GroupPlan[]> {
  const table = await readTable(dataPath('partnerships', 'cambridgeshire', 'team-position.csv'), [
    'team',
    'vacancies',
    'agency_workers',
    'permanent_filled_printed',
  ])
  return table.map(({ team, vacancies, agency_workers: agency, permanent_filled_printed: filled }) => ({
    organisation: 'council',
    teams: [team],
    filledFte: filledPosts(Number(vacancies), Number.parseFloat(filled)),
    leads: [
      'Social work service manager',
      'Social work team manager',
      'Practice supervisor',
      ...Array.from({ length: newlyQualified[team] ?? 0 }, () => 'Newly qualified social worker'),
    ],
    roles: roles[team] ?? withoutNewlyQualified,
    bases: [['permanent', 1]],
    funded: { vacancies: Number(vacancies), agency: Number(agency) },
    turnover: 0.17,
  }))
}

/** Three vacancies that leave 95% filled are 5% of 60 posts, of which 57 are filled. */
function filledPosts(vacancies: number, filledPercent: number): number {
  const posts = (vacancies * 100) / (100 - filledPercent)
  return Math.round((posts - vacancies) * 1000) / 1000
}
