/** A small council and school with people that tests of compliance share: brought in by files, as it would be. */
import type { PartnershipIdentity } from '#platform'
import { importKinds } from '../../src/app.ts'
import { reportOf } from './imports.ts'
import type { World } from './world.ts'

const files: Record<string, string> = {
  organisations: `organisation_ref,name,kind,sector
CITY,Nottingham City Council,council,Social care
MEADOW,Meadow Primary School,school,Schools
`,
  people: `person_ref,given_name,family_name
AMINA,Amina,Khan
TOM,Tom,Bell
DEV,Dev,Patel
`,
  engagements: `engagement_ref,person_ref,organisation_ref,team,role,basis,started_on
E1,AMINA,CITY,Assessment,Social worker,permanent,2025-01-06
E2,TOM,CITY,Assessment,Social work team manager,permanent,2020-03-02
E3,DEV,MEADOW,Office,Administrator,permanent,2021-09-01
`,
  requirements: `requirement_code,title,roles,kinds,due_within_days,valid_for_months,warn_days,grace_days,evidence_codes,applies_from
SG-CORE,Safeguarding children: core awareness,Social worker;Social work team manager,,42,36,60,28,SG-CORE;SG-REFRESHER,2022-04-01
SG-SCHOOL,Safeguarding update for school staff,,school,0,12,30,0,SG-SCHOOL,2022-04-01
`,
}

/** Brings in a file of a kind by its name. @throws when a row is rejected */
export async function bringInFile(world: World, partnership: PartnershipIdentity, name: string, csv: string) {
  const kind = importKinds.find((candidate) => candidate.name === name)
  if (!kind) throw new Error(`There is no import of ${name}`)
  const report = await reportOf(world, partnership, kind, csv)
  if (report.rejected.length > 0) throw new Error(JSON.stringify(report.rejected))
  return report
}

/** Amina and her manager Tom at the council, Dev at the school, and a requirement for each place. */
export async function bringInSocialCare(world: World, partnership: PartnershipIdentity): Promise<void> {
  for (const [name, csv] of Object.entries(files)) await bringInFile(world, partnership, name, csv)
}

/** The id of a person by ref. */
export function personNamed(world: World, partnership: PartnershipIdentity, ref: string): Promise<string> {
  return world.act(partnership, async ({ db }) => {
    const { id } = await db.selectFrom('people').select('id').where('ref', '=', ref).executeTakeFirstOrThrow()
    return id
  })
}
