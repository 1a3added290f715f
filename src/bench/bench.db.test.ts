import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { runCommand } from '../cli.ts'

async function bench(...words: string[]) {
  const printed: string[] = []
  const said: string[] = []
  const io = {
    env: {},
    print: (text: string) => void printed.push(text),
    say: (text: string) => void said.push(text),
  }
  return { status: await runCommand(['bench', ...words], io), printed, said: said.join('\n') }
}

const folders = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('oneworkforce-bench-')).sort()

test('results come as one document, with their budgets, and leave nothing behind', async () => {
  const before = await folders()
  const { status, printed, said } = await bench('booking-rush', 'queries', '--people', '100', '--json')
  expect(status).toBe(0)
  expect(printed).toHaveLength(1)
  expect(JSON.parse(printed[0]!)).toEqual([
    {
      name: 'booking rush on one session',
      value: expect.any(Number) as unknown,
      unit: 'decisions a second',
      budget: 300,
      met: expect.any(Boolean) as unknown,
    },
    expect.objectContaining({ unit: 'round trips', budget: null, met: null }),
    expect.objectContaining({ unit: 'round trips', budget: null, met: null }),
  ])
  expect(said).toContain('Measuring with 100 people')
  expect(await folders()).toEqual(before)
})

test('a bench that there is none of is wrong use, and says which there are', async () => {
  const { status, said } = await bench('speed')
  expect(status).toBe(2)
  expect(said).toContain('There is no bench speed. There are: load, compliance')
})

test('a size that is no number is wrong use', async () => {
  expect((await bench('--people', 'many')).status).toBe(2)
  expect((await bench('--people', '3')).status).toBe(2)
})
