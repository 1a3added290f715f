import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const scss = readFileSync(join(import.meta.dirname, '_colours.scss'), 'utf8')
const colours = new Map(
  [...scss.matchAll(/^\$([\w-]+): (#[0-9a-f]{6});/gm)].map(([, name, hex]) => [name, hex!]),
)

function colour(name: string): string {
  const found = colours.get(name)
  if (!found) throw new Error(`There is no colour ${name}`)
  return found
}

/** How bright a colour looks, 0 to 1: WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** How well two colours can be told apart, 1 to 21: WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

test('contrast is measured as WCAG measures it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test.each([
  ['ink', 'white'],
  ['ink', 'teal-light'],
  ['ink', 'yellow'],
  ['ink-soft', 'white'],
  ['ink-soft', 'teal-light'],
  ['teal', 'white'],
  ['teal', 'teal-light'],
  ['teal-dark', 'white'],
  ['purple', 'white'],
  ['purple', 'teal-light'],
  ['red', 'white'],
  ['green', 'white'],
])('%s can be read on %s (1.4.3: 4.5 to 1)', (text, background) => {
  expect(contrast(colour(text), colour(background))).toBeGreaterThanOrEqual(4.5)
})

test.each([
  ['mint', 'teal'],
  ['yellow', 'teal'],
  ['yellow', 'ink'],
  ['series-1', 'white'],
  ['series-2', 'white'],
  ['series-3', 'white'],
  ['series-4', 'white'],
  ['series-5', 'white'],
  ['series-6', 'white'],
])('%s can be seen on %s (1.4.11: 3 to 1)', (shape, background) => {
  expect(contrast(colour(shape), colour(background))).toBeGreaterThanOrEqual(3)
})
