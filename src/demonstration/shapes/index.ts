/** The five demonstration partnerships, by the codes of their folders in data/partnerships/. */
import { cambridgeshire } from './cambridgeshire.ts'
import { nottinghamCity } from './nottingham-city.ts'
import type { Shape } from './shape.ts'
import { usualShape } from './usual.ts'

export type { GroupPlan, OrganisationPlan, Shape } from './shape.ts'

/** The largest first: its size is what `--people` asks for, and the others are scaled with it. */
export const shapes: Record<string, () => Promise<Shape>> = {
  'nottingham-city': nottinghamCity,
  cambridgeshire,
  nottinghamshire: async () =>
    usualShape({
      council: 'Nottinghamshire County Council',
      health: 'Greenwood Community Health',
      police: 'Trent Vale Police',
      charity: 'Open Door Young People’s Project',
      trainer: 'Bright Path Training',
      caseTeams: ['Assessment North', 'Assessment South', 'Safeguarding North', 'Safeguarding South'],
      localities: [
        'Ashfield',
        'Bassetlaw',
        'Broxtowe',
        'Gedling',
        'Mansfield',
        'Newark and Sherwood',
        'Rushcliffe',
      ],
      size: 900,
    }),
  'north-tyneside': async () =>
    usualShape({
      council: 'North Tyneside Council',
      health: 'Seaburn Hospitals',
      police: 'Tynewater Police',
      charity: 'Lighthouse Families',
      trainer: 'Harbour Learning',
      caseTeams: ['Safeguarding and children in care 1', 'Safeguarding and children in care 2'],
      localities: ['Killingworth', 'North Shields', 'Wallsend', 'Whitley Bay'],
      size: 600,
    }),
  'richmond-upon-thames': async () =>
    usualShape({
      council: 'London Borough of Richmond upon Thames',
      health: 'Thames Bend Community Health',
      police: 'Riverside Borough Police',
      charity: 'Three Areas Youth Trust',
      trainer: 'Deer Park Training',
      caseTeams: ['Referral and assessment', 'Family safeguarding'],
      localities: ['Barnes', 'Ham', 'Hampton North', 'Heathfield', 'Richmond', 'Teddington', 'Twickenham'],
      size: 450,
    }),
}
