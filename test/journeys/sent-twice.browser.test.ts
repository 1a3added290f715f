/** A button that is pressed twice, a page that was gone back to, a form that stood open for too long: nothing is done twice. */
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { Site } from '../support/site.ts'

const partnership = 'cambridgeshire'

let site: Site | undefined
afterEach(() => site?.close())

describe.each([
  { javaScript: true, name: 'Margaret Doyle', width: 1280 },
  { javaScript: false, name: 'Joseph Mensah', width: 360 },
])('JavaScript $javaScript', ({ name, ...look }) => {
  test('a booking that is sent twice is one booking, and what was done already is said kindly', async () => {
    site = await Site.open(look)
    const { page } = site
    await site.become(name, partnership)
    await site.visit(`/p/${partnership}/learning?places=left`)
    await page.locator('main tbody a').first().click()
    await site.follow(/^Book a place on/)
    const form = page.url()
    const openTooLong = await page.context().newPage()
    await openTooLong.goto(form)

    await page.getByRole('button', { name: 'Book the place' }).dblclick()
    await page.waitForURL(/\/learning\/bookings\//)
    expect(await site.message()).toBe('The place is booked')
    const booking = page.url()

    await page.goBack()
    expect(page.url()).toBe(form)
    expect(await site.text()).toContain('You have a place on this session. See your booking')
    await expectOneBooking(site)
    await openTooLong.getByRole('button', { name: 'Book the place' }).click()
    expect(await said(openTooLong)).toMatch(/There is a place booked for this person on this session already/)
    await openTooLong.close()
    await expectOneBooking(site)

    await page.goto(booking)
    await site.follow('Cancel this booking')
    const cancelledLater = await page.context().newPage()
    await cancelledLater.goto(page.url())
    await page.getByRole('button', { name: 'Cancel the booking' }).dblclick()
    await page.waitForURL(booking)
    expect(await site.message()).toBe('The booking is cancelled.')
    await cancelledLater.getByRole('button', { name: 'Cancel the booking' }).click()
    expect(await said(cancelledLater)).toMatch(/This booking was cancelled already/)
    await cancelledLater.close()

    await site.become('Sam Taylor', partnership)
    await site.visit(`/p/${partnership}/messages?search=${name.split(' ')[0]}`)
    const subjects = (await site.rows()).map(([subject]) => subject!.split(':')[0])
    // The latest is the first.
    expect(subjects).toEqual(['Your booking is cancelled', 'Your place is booked'])
  })
})

async function expectOneBooking(site: Site) {
  await site.visit(`/p/${partnership}/learning/mine`)
  expect(await site.rows('Coming up')).toHaveLength(1)
}

async function said(page: Page): Promise<string> {
  await page.waitForLoadState('load')
  return page.locator('main').innerText()
}
