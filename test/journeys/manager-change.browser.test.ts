/** The manager of a setting leaves and another comes: the old one sees nothing any more, the new one all that was there. */
import { afterEach, describe, expect, test } from 'vitest'
import { Site } from '../support/site.ts'

let site: Site | undefined
afterEach(() => site?.close())

describe.each([
  { width: 1280, javaScript: true, partnership: 'nottingham-city' },
  { width: 360, javaScript: false, partnership: 'nottinghamshire' },
])('$width px wide, JavaScript $javaScript', ({ partnership, ...look }) => {
  test('whoever follows a manager finds the same people with the same history, and who left finds nobody', async () => {
    site = await Site.open(look)
    const { page } = site
    const home = `/p/${partnership}`

    await site.become('Ruth Ellison', partnership)
    await site.visit(`${home}/assurance/team`)
    const team = (await site.rows()).filter(([name]) => !name!.includes('Ruth Ellison'))
    expect(team).not.toEqual([])

    await site.become('Joseph Mensah', partnership)
    await site.visit(`${home}/people?search=Ruth+Ellison`)
    const nursery = (await site.rows())[0]![3]!
    await site.follow('Ruth Ellison')
    await site.follow('Say that it ended')
    await site.fillDate('Last day', yesterday())
    await site.fill('Reason for leaving (optional)', 'A job elsewhere')
    await site.press('Save')
    expect(await site.message()).toMatch(/^Nursery manager ends on/)

    await site.become('Sam Taylor', partnership)
    await site.visit(`${home}/access/accounts?search=Kwame`)
    await site.follow('Kwame Boateng')
    await site.follow('Give another role')
    await site.choose('Head or manager of a setting')
    await site.choose('One organisation')
    await page.getByLabel('Organisation', { exact: true }).selectOption({ label: nursery })
    await site.press('Give the role')
    expect(await site.message()).toBe('Kwame Boateng has the role head or manager of a setting')

    await site.become('Kwame Boateng', partnership)
    await site.visit(`${home}/assurance/team`)
    expect((await site.rows()).filter(([name]) => !name!.includes('Kwame Boateng'))).toEqual(team)

    await site.visit(`${home}/demonstration`)
    expect(await page.getByRole('radio', { name: /^Kwame Boateng,/ }).count()).toBe(1)
    expect(await page.getByRole('radio', { name: /^Ruth Ellison,/ }).count()).toBe(0)
  })
})

function yesterday(): string {
  return new Date(Date.now() - 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/London' })
}
