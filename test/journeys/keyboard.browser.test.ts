/** Finds a course, books and cancels with the keyboard alone. */
import { afterEach, describe, expect, test } from 'vitest'
import { Keyboard } from '../support/keyboard.ts'
import { Site } from '../support/site.ts'

const partnership = 'cambridgeshire'

let site: Site | undefined
afterEach(() => site?.close())

describe.each([
  { width: 1280, javaScript: true },
  { width: 360, javaScript: false },
])('$width px wide, JavaScript $javaScript', (look) => {
  test('who has no mouse signs in, finds a course, books and cancels', async () => {
    site = await Site.open(look)
    const { page } = site
    const keys = new Keyboard(page)
    await page.goto(`/p/${partnership}/demonstration`)

    // Past the header in one step, and to what was forgotten in two.
    expect(await keys.tab()).toMatchObject({ name: 'Skip to main content', isInWindow: true })
    await keys.jump('Enter')
    expect((await keys.tab()).name).toMatch(/^Dev Patel|^Sam Taylor/)
    await keys.tabTo('Continue')
    await keys.open('Enter')
    expect(await site.errors()).toEqual(['Choose who you are'])
    if (look.javaScript) expect((await keys.stop())?.name).toContain('There is a problem')
    await keys.tabTo('Choose who you are')
    const field = await keys.jump('Enter')
    expect(field?.name).toBeTruthy()
    await keys.choose('Amina Khan')
    await keys.tabTo('Continue')
    await keys.open('Enter')
    expect(await site.message()).toBe('You are Amina Khan')

    // To a course that has places left.
    await page.goto(`/p/${partnership}`)
    await keys.tabTo('Find a course')
    await keys.open('Enter')
    await keys.tabTo('Skip to main content')
    await keys.jump('Enter')
    await keys.tabTo('Places')
    await page.keyboard.press('ArrowDown')
    await keys.tabTo('Show')
    await keys.open('Enter')
    expect(new URL(page.url()).searchParams.get('places')).toBe('left')
    await keys.tabTo('Next date')
    await keys.tab()
    const course = await keys.tab()
    await keys.open('Enter')
    expect(await site.heading()).toBe(course.name)

    await keys.tabTo(/^Book a place on/)
    await keys.open('Enter')
    await keys.tabTo(/^Amina Khan/)
    await keys.tabTo('Book the place')
    await keys.open('Space')
    expect(await site.message()).toBe('The place is booked')

    await keys.tabTo('Cancel this booking')
    // A link that looks like a button can be pressed like one.
    await keys.open(look.javaScript ? 'Space' : 'Enter')
    await keys.tabTo('Cancel the booking')
    await keys.open('Enter')
    expect(await site.message()).toBe('The booking is cancelled.')
  })
})
