/** A city with people, requirements and a course, and those who look at them: what tests of the compliance pages share. */
import type { PartnershipIdentity } from '#platform'
import type { TestPage } from './browser.ts'
import { putOn } from './learning.ts'
import { type SignedUp, signedUp } from './signed-up.ts'
import { bringInFile, bringInSocialCare, personNamed } from './social-care.ts'
import { type World, openWorld } from './world.ts'

export interface City {
  world: World
  city: PartnershipIdentity
  /** The ids of three people. Tom manages Amina's team; Dev is at the school. */
  people: { amina: string; tom: string; dev: string }
  /** Who can look: Grace leads workforce development. */
  grace: SignedUp
  tom: SignedUp
  amina: SignedUp
  /** Opens a page of the city as somebody. */
  visit(who: SignedUp, path: string): Promise<TestPage>
}

export async function openCity(): Promise<City> {
  const world = await openWorld()
  const city = await world.addPartnership('city', { name: 'Nottingham City' })
  await bringInSocialCare(world, city)
  await bringInFile(world, city, 'training', 'person_ref,course_code,completed_on\nTOM,SG-CORE,2024-01-10\n')
  const people = {
    amina: await personNamed(world, city, 'AMINA'),
    tom: await personNamed(world, city, 'TOM'),
    dev: await personNamed(world, city, 'DEV'),
  }
  const teamId = await world.act(city, async (ctx) => {
    await putOn(ctx)
    const team = ctx.db.selectFrom('teams').select('id').where('name', '=', 'Assessment')
    return (await team.executeTakeFirstOrThrow()).id
  })
  const signUp = (who: Parameters<typeof signedUp>[2]) =>
    signedUp(world, city, { secondFactorGiven: true, ...who })
  return {
    world,
    city,
    people,
    grace: await signUp({ name: 'Grace', role: 'workforce_lead' }),
    tom: await signUp({ name: 'Tom', role: 'team_manager', teamId, personId: people.tom }),
    amina: await signUp({ name: 'Amina', role: 'practitioner', personId: people.amina }),
    visit: (who, path) => world.browser(who.token).visit(`/p/city${path}`),
  }
}
