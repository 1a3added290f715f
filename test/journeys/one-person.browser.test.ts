/** Two records of one person, known to two employers, are made one: nobody is counted twice, and it can be undone. */
import { afterEach, describe, expect, test } from 'vitest'
import { Site } from '../support/site.ts'

let site: Site | undefined
afterEach(() => site?.close())

// Other journeys bring people into the other partnerships.
const partnership = 'cambridgeshire'

describe.each([
  { width: 1280, javaScript: true },
  { width: 360, javaScript: false },
])('$width px wide, JavaScript $javaScript', (look) => {
  const peopleCounted = async (site: Site) => {
    await site.visit(`/p/${partnership}/people`)
    return Number.parseInt(await site.page.locator('#list-count').innerText(), 10)
  }

  test('two records of one person are looked at side by side, made one, and made two again', async () => {
    site = await Site.open(look)
    const { page } = site
    await site.become('Joseph Mensah', partnership)
    const before = await peopleCounted(site)
    expect(before).toBeGreaterThan(2)

    await site.visit(`/p/${partnership}/duplicates`)
    const [, other] = (await site.rows())[0]!
    await page.locator('main tbody a').first().click()
    expect(await site.heading()).toBe('One person or two?')
    await site.press('Save')
    expect(await site.errors()).toEqual(['Say whether the two records are of one person'])

    await page
      .getByRole('radio', { name: /^One person: keep/ })
      .first()
      .check()
    await site.press('Save')
    expect(await site.message()).toBe('The two records are one now')
    const merge = page.url()

    expect(await peopleCounted(site)).toBe(before - 1)
    // The reference that was given up still finds the person, under the record that was kept.
    const reference = /\((.+)\)$/.exec(other!)![1]!
    await site.visit(`/p/${partnership}/people?search=${encodeURIComponent(reference)}`)
    expect(await site.rows()).toHaveLength(1)

    await page.goto(merge)
    await site.press('Undo: make two records again')
    expect(await site.message()).toMatch(/^There are two records again/)
    expect(await peopleCounted(site)).toBe(before)
  })
})
