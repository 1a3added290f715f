/** A person in front of the service with a browser: on a desk or a phone, with JavaScript or without. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { expect, inject } from 'vitest'
import { sessionCookie } from '#web'

export interface Look {
  width: number
  javaScript: boolean
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Everything of WCAG 2.2 at levels A and AA that a program can see, and what is good practice besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** How each journey is made: on a desk and on a phone, with JavaScript and without; each in a partnership of its own. */
export const looks: readonly (Look & { partnership: string })[] = [
  { width: 1280, javaScript: true, partnership: 'nottingham-city' },
  { width: 1280, javaScript: false, partnership: 'north-tyneside' },
  { width: 360, javaScript: true, partnership: 'nottinghamshire' },
  { width: 360, javaScript: false, partnership: 'richmond-upon-thames' },
]

let browser: Promise<Browser> | undefined

/** Pages that were checked already, by how they are built and how wide: the rest of the test run need not check them again. */
const checked = new Set<string>()

export class Site {
  readonly look: Look
  readonly page: Page
  readonly #context: BrowserContext
  /** Where axe looks at pages without JavaScript. */
  #copy: Page | undefined
  /** What the browser complained about since the last look. */
  readonly #complaints: string[] = []

  private constructor(look: Look, context: BrowserContext, page: Page) {
    this.look = look
    this.#context = context
    this.page = page
    page.on('pageerror', (error) => this.#complaints.push(`error: ${error.message}`))
    page.on('console', (message) => {
      // A page of an error is an answer like others; the browser also says so in the console.
      const isAnswer = /the server responded with a status of (401|403|404|422)/.test(message.text())
      if (['error', 'warning'].includes(message.type()) && !isAnswer)
        this.#complaints.push(`console: ${message.text()}`)
    })
    page.on('requestfailed', (request) => {
      const isScript = request.url().endsWith('.js')
      if (request.failure()?.errorText !== 'net::ERR_ABORTED' && (look.javaScript || !isScript))
        this.#complaints.push(`not loaded: ${request.url()}`)
    })
  }

  /** Goes on as somebody who signed in by other means. */
  async signInWith(token: string): Promise<void> {
    await this.#context.addCookies([{ name: sessionCookie, value: token, url: inject('siteAddress') }])
  }

  /** Makes the window as wide as this. */
  async resize(width: number): Promise<void> {
    await this.page.setViewportSize({ width, height: width < 600 ? 740 : 900 })
  }

  /** How many figures of a page say what: "new" → "4". */
  async figures(): Promise<Record<string, string>> {
    return this.#main.locator('.ow-figure').evaluateAll((boxes) =>
      Object.fromEntries(
        boxes.map((box) => {
          const label = box.querySelector('.ow-figure__label')?.firstChild?.textContent ?? ''
          return [label.trim(), box.querySelector('.ow-figure__number')?.textContent?.trim() ?? '']
        }),
      ),
    )
  }

  static async open(look: Look): Promise<Site> {
    browser ??= chromium.connect(inject('browserAddress'))
    const context = await (
      await browser
    ).newContext({
      baseURL: inject('siteAddress'),
      viewport: { width: look.width, height: look.width < 600 ? 740 : 900 },
      javaScriptEnabled: look.javaScript,
      locale: 'en-GB',
      timezoneId: 'America/New_York',
    })
    context.setDefaultTimeout(15_000)
    return new Site(look, context, await context.newPage())
  }

  async close(): Promise<void> {
    await this.#copy?.context().close()
    await this.#context.close()
  }

  /** Opens an address, and looks at the page. */
  async visit(path: string): Promise<void> {
    await this.page.goto(path)
    await this.check()
  }

  /** Chooses to be somebody of the demonstration, as a visitor does. */
  async become(name: string, partnership: string): Promise<void> {
    await this.visit(`/p/${partnership}/demonstration`)
    await this.page.getByRole('radio', { name: new RegExp(`^${name},`) }).check()
    await this.press('Continue')
    expect(await this.message()).toBe(`You are ${name}`)
  }

  /** Follows the link with this text. */
  async follow(text: string | RegExp): Promise<void> {
    await this.#leave(() => this.#link(text).click())
  }

  /** Presses the button with this text and goes where it leads. */
  async press(text: string | RegExp): Promise<void> {
    await this.#leave(() => this.#main.getByRole('button', { name: text }).first().click())
  }

  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.#main.getByLabel(label).first().fill(text)
  }

  /** Fills in the three fields of a date. */
  async fillDate(legend: string, date: string): Promise<void> {
    const [year, month, day] = date.split('-')
    const group = this.#main.getByRole('group', { name: legend })
    await group.getByLabel('Day').fill(String(Number(day)))
    await group.getByLabel('Month').fill(String(Number(month)))
    await group.getByLabel('Year').fill(year!)
  }

  async choose(label: string | RegExp): Promise<void> {
    await this.#main.getByLabel(label).first().check()
  }

  async select(label: string | RegExp, option: string): Promise<void> {
    await this.#main.getByLabel(label).first().selectOption({ label: option })
  }

  /** Gives a file to the page's file field. */
  async giveFile(name: string, content: string | Buffer): Promise<void> {
    const buffer = Buffer.from(content)
    await this.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  }

  /** What a link to a file gives. */
  async download(text: string | RegExp): Promise<{ name: string; content: Buffer }> {
    const coming = this.page.waitForEvent('download')
    await this.#link(text).click()
    const download = await coming
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    return { name: download.suggestedFilename(), content: Buffer.concat(chunks) }
  }

  get #main() {
    return this.page.locator('main')
  }

  /** Links that look like buttons are links too. */
  #link(text: string | RegExp) {
    return this.#main.locator('a').filter({ hasText: text }).first()
  }

  async heading(): Promise<string> {
    return (await this.page.locator('h1').innerText()).trim()
  }

  /** The text of the main part. */
  async text(): Promise<string> {
    return (await this.#main.innerText()).replaceAll(/\s+/g, ' ')
  }

  /** What the last answer said at the top of this page; empty when nothing. */
  async message(): Promise<string> {
    return (await this.page.locator('.govuk-notification-banner__heading').allInnerTexts()).join(' ')
  }

  async errors(): Promise<string[]> {
    return this.page.locator('.govuk-error-summary__list li').allInnerTexts()
  }

  /** The cells of the first table that has this caption, or of the first table. */
  async rows(caption?: string): Promise<string[][]> {
    const table = caption
      ? this.#main.locator('table').filter({ has: this.page.locator('caption', { hasText: caption }) })
      : this.#main.locator('table')
    return table
      .first()
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll('th, td')].map((cell) =>
            (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
          ),
        ),
      )
  }

  /** Waits until work in the background is done and the page says this: it looks again by itself, or with its link. */
  async waitFor(text: RegExp): Promise<void> {
    const said = this.#main.getByText(text).first()
    const deadline = Date.now() + 60_000
    while (!this.look.javaScript && !(await said.isVisible()) && Date.now() < deadline) {
      await this.page.waitForTimeout(200)
      await this.#main.getByRole('link', { name: 'Look again now' }).click()
      await this.page.waitForLoadState('load')
    }
    await said.waitFor({ timeout: 60_000 })
    await this.check()
  }

  async #leave(act: () => Promise<void>): Promise<void> {
    // The page that answers, not the one that is still there while the answer is on its way.
    await Promise.all([this.page.waitForEvent('framenavigated'), act()])
    await this.page.waitForLoadState('load')
    await this.check()
  }

  /** Looks at the page as it is. */
  async check(): Promise<void> {
    expect(await this.faults()).toEqual([])
  }

  /** Looks whether the page also fits a window of 1280 pixels at four times the size. */
  async checkEnlarged(): Promise<void> {
    await this.resize(320)
    expect(await this.page.evaluate(outOfWindow)).toEqual([])
    await this.resize(this.look.width)
  }

  /** What is wrong with the page: complaints of the browser, what is out of the window, and what shuts people out. */
  async faults(): Promise<string[]> {
    await this.page.waitForLoadState('load')
    const width = this.page.viewportSize()!.width
    const faults = [...this.#complaints.splice(0), ...(await this.page.evaluate(outOfWindow))]
    const built = `${width} ${this.look.javaScript} ${await this.page.evaluate(skeleton)}`
    // Without JavaScript a page is what it is with, less what scripts add: it is looked at on a phone, where it is longest.
    const isToLookAt = this.look.javaScript || width < 600
    if (isToLookAt && !checked.has(built)) faults.push(...(await this.#barriers()))
    checked.add(built)
    return faults.map((fault) => `${this.page.url()} at ${width} px: ${fault}`)
  }

  /** What axe finds. It is a script itself: without JavaScript it looks at the same page in a window that runs no other. */
  async #barriers(): Promise<string[]> {
    if (this.look.javaScript) return barriersOn(this.page)
    this.#copy ??= await (await this.#context.browser()!.newContext()).newPage()
    const body = await this.page.content()
    await this.#copy.setViewportSize(this.page.viewportSize()!)
    await this.#copy.unrouteAll()
    await this.#copy.route(/\.js$/, (route) => route.abort())
    await this.#copy.route(this.page.url(), (route) =>
      route.fulfill({ body, contentType: 'text/html; charset=utf-8' }),
    )
    await this.#copy.goto(this.page.url())
    return barriersOn(this.#copy)
  }
}

/** What axe finds on a page: the rule, what it says, and where. */
async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as {
      axe: { run(what: unknown, how: unknown): Promise<{ violations: Violation[] }> }
    }
    interface Violation {
      id: string
      help: string
      nodes: { html: string; failureSummary?: string }[]
    }
    const found = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html}\n${failureSummary ?? ''}`),
    )
  }, RULES)
}

/** What sticks out of the window sideways; what scrolls in a box of its own may. */
function outOfWindow(): string[] {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > width + 1 && !one.closest('.ow-table-scroll'))
    .map((one) => one.outerHTML.slice(0, 120))
    .slice(-3)
    .concat(`the page is ${document.documentElement.scrollWidth} px wide`)
}

/** How a page is built, without its texts: pages of the same build differ in nothing that a rule could find. */
function skeleton(): string {
  const tags = [...document.querySelectorAll('body *')].map((one) => {
    const names = [...one.attributes].map(({ name, value }) =>
      ['class', 'role', 'type', 'scope', 'aria-sort', 'aria-current'].includes(name)
        ? `${name}=${value}`
        : name,
    )
    return `${one.tagName} ${one.children.length === 0 && one.textContent?.trim() ? 'text' : ''} ${names.join(' ')}`
  })
  // Many rows are built like one.
  return [...new Set(tags)].join('|')
}
