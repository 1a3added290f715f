/** A list looks while somebody types; without JavaScript the button does the same. */
import { afterEach, expect, test } from 'vitest'
import { Site } from '../support/site.ts'

const people = '/p/cambridgeshire/people'

let site: Site | undefined
afterEach(() => site?.close())

test('people are found while their name is typed, and the address follows', async () => {
  site = await Site.open({ width: 1280, javaScript: true })
  const { page } = site
  await site.become('Joseph Mensah', 'cambridgeshire')
  await site.visit(people)
  const status = page.locator('main').getByRole('status').first()
  const everybody = await status.innerText()

  await page.getByLabel('Search people').pressSequentially('amina kh', { delay: 20 })
  await page.waitForURL(/search=amina\+kh/)
  await page.locator('main tbody a', { hasText: 'Amina Khan' }).first().waitFor()
  expect(await status.innerText()).not.toBe(everybody)
  const found = await site.rows()
  expect(found.every(([name]) => /amina kh/i.test(name!))).toBe(true)
  expect(await page.getByLabel('Search people').inputValue()).toBe('amina kh')
  await site.check()

  await page.reload()
  expect(await site.rows()).toEqual(found)

  await page.getByLabel('Search people').fill('nobody of this name')
  await page.getByText('No people match').waitFor()
  expect(await page.locator('main tbody tr').count()).toBe(0)
})

test('without JavaScript the button finds the same', async () => {
  site = await Site.open({ width: 360, javaScript: false })
  await site.become('Joseph Mensah', 'cambridgeshire')
  await site.visit(people)
  await site.fill('Search people', 'amina kh')
  await site.press('Show')
  expect((await site.rows()).map(([name]) => name)).toContain('Amina Khan')
})
