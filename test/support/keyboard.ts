/** Somebody who has a keyboard and no mouse: goes from stop to stop, and sees where they are at each. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

interface Stop {
  /** What is said of it: its label, or its text. */
  name: string
  /** Its place in the document. */
  place: number
  top: number
  bottom: number
  isInWindow: boolean
  isMarked: boolean
  isChecked: boolean
}

const MOST_STOPS = 200

export class Keyboard {
  readonly #page: Page
  #last: Stop | null = null

  constructor(page: Page) {
    this.#page = page
  }

  /** Goes on until the stop with this name. Every stop on the way is seen, and follows the one before as one reads. */
  async tabTo(name: string | RegExp): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const stop = await this.tab()
      if (typeof name === 'string' ? stop.name === name : name.test(stop.name)) return
    }
    throw new Error(`No stop “${String(name)}” on ${this.#page.url()}`)
  }

  /** Goes to the next stop. */
  async tab(): Promise<Stop> {
    await this.#page.evaluate(rememberLooks)
    await this.#page.keyboard.press('Tab')
    const stop = await this.stop()
    if (!stop) throw new Error(`The last stop on ${this.#page.url()} was “${this.#last?.name}”`)
    const where = `“${stop.name}” on ${this.#page.url()}`
    expect(stop.isMarked, `${where} is marked when it has the focus`).toBe(true)
    expect(stop.isInWindow, `${where} is in the window when it has the focus`).toBe(true)
    if (this.#last) {
      const after = `${where} comes after “${this.#last.name}”`
      expect(stop.place, after).toBeGreaterThan(this.#last.place)
      expect(stop.bottom, after).toBeGreaterThan(this.#last.top)
    }
    this.#last = stop
    return stop
  }

  /** Where the focus is; null when it is nowhere. */
  async stop(): Promise<Stop | null> {
    return this.#page.evaluate(lookAtFocus)
  }

  /** Presses a key that leads to another page. */
  async open(key: 'Enter' | 'Space'): Promise<void> {
    const loaded = this.#page.waitForEvent('load')
    await this.#page.keyboard.press(key)
    await loaded
    this.#last = null
  }

  /** Presses a key that leads to another place of the same page. */
  async jump(key: 'Enter'): Promise<Stop | null> {
    await this.#page.keyboard.press(key)
    this.#last = null
    return this.stop()
  }

  /** Goes with the arrows to the one of several that begins with this, and chooses it. */
  async choose(name: string): Promise<void> {
    for (let steps = 0; steps < MOST_STOPS; steps += 1) {
      const stop = await this.stop()
      if (stop?.name.startsWith(name)) {
        if (!stop.isChecked) await this.#page.keyboard.press('Space')
        return
      }
      await this.#page.keyboard.press('ArrowDown')
    }
    throw new Error(`Nothing to choose begins with “${name}” on ${this.#page.url()}`)
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text)
  }
}

interface Remembering {
  /** How what can have the focus looks when it has not. */
  owLooks?: Map<Element, string>
  owLookOf?: (one: Element) => string
}

/** Looks at everything that can have the focus and has not. Must be evaluated before the other. */
function rememberLooks(): void {
  const here = globalThis as Remembering
  here.owLookOf ??= (one) => {
    // A radio or tick of ours is drawn by its label.
    const label = (one as HTMLInputElement).labels?.[0]
    return [getComputedStyle(one), ...(label ? [getComputedStyle(label, '::before')] : [])]
      .map((style) => [style.outline, style.boxShadow, style.backgroundColor, style.border].join())
      .join()
  }
  const looks = (here.owLooks ??= new Map())
  for (const one of document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex]',
  ))
    if (one !== document.activeElement && !looks.has(one)) looks.set(one, here.owLookOf(one))
}

function lookAtFocus(): Stop | null {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const { owLooks, owLookOf } = globalThis as Remembering
  const box = one.getBoundingClientRect()
  const label = (one as HTMLInputElement).labels?.[0]
  const name = one.getAttribute('aria-label') ?? label?.textContent ?? one.textContent ?? ''
  return {
    name: name.replaceAll(/\s+/g, ' ').trim(),
    place: [...document.querySelectorAll('*')].indexOf(one),
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
    isInWindow: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    isMarked: owLooks?.has(one) === true && owLookOf?.(one) !== owLooks.get(one),
    isChecked: one instanceof HTMLInputElement && one.checked,
  }
}
