import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PartnershipIdentity } from '#platform'
import { signedUp } from '../../../../test/support/signed-up.ts'
import { bringInFile, bringInSocialCare } from '../../../../test/support/social-care.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let here: PartnershipIdentity
const home = '/p/brookshire'

beforeAll(async () => {
  world = await openWorld()
  here = await world.addPartnership('brookshire', { name: 'Brookshire' })
  await bringInSocialCare(world, here)
  await bringInFile(
    world,
    here,
    'people',
    'person_ref,given_name,family_name,email\nOLD,Old,Timer,old@example.org\n',
  )
  await bringInFile(
    world,
    here,
    'engagements',
    'engagement_ref,person_ref,organisation_ref,role,basis,started_on,ended_on\nE9,OLD,CITY,Social worker,permanent,2010-01-01,2025-01-31\n',
  )
})
afterAll(() => world?.close())

test('an administrator sees what goes and what stays before erasing, and those who still work here are not erased', async () => {
  const who = { name: 'Ade', role: 'administrator', secondFactorGiven: true } as const
  const ade = world.browser((await signedUp(world, here, who)).token)
  const working = await (await ade.visit(`${home}/people?search=Amina`)).follow('Amina Khan')
  expect((await working.follow('Erase who this person is')).text).toContain(
    'They still work at Nottingham City Council',
  )
  const old = await (await ade.visit(`${home}/people?search=Timer&engaged=left`)).follow('Old Timer')
  const form = await old.follow('Erase who this person is')
  expect(form.text).toContain('date of birth, e-mail address')
  expect(form.text).toContain('They left on 31 January 2025. The evidence is kept until 31 January 2031')
  expect((await form.submit()).errors).toEqual(['Choose why'])
  const erased = await form.submit({ reason: 'asked' })
  expect(erased.heading).toBe('Old Timer')
  expect(erased.text).toContain('Only the evidence that the law wants is kept, until 31 January 2031')
  expect(erased.text).not.toContain('old@example.org')
  expect((await erased.follow('Timeline')).text).toContain('Details were erased')
})

test('nobody else is offered it', async () => {
  const who = { name: 'Hana', role: 'hr_officer', secondFactorGiven: true } as const
  const hana = world.browser((await signedUp(world, here, who)).token)
  const person = await (await hana.visit(`${home}/people?search=Amina`)).follow('Amina Khan')
  expect(person.text).not.toContain('Erase who this person is')
  expect((await hana.send('GET', `${person.url}/erase`)).statusCode).toBe(403)
})
