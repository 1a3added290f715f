import { describe, expect, test } from 'vitest'
import { opened, refusalOf, rowsOf } from '../../../test/support/sheets.ts'

const text = 'ref,name\n1,Zoë O’Neil – £5\n2,José Ünal\n'
const rows = [
  [2, '1', 'Zoë O’Neil – £5'],
  [3, '2', 'José Ünal'],
]

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

/** Windows-1252 is Latin-1 but for a few signs. */
function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('’', '\x92').replaceAll('–', '\x96'), 'latin1')
}

describe('names are read right in', () => {
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 as Excel saves “Unicode text”', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 the other way round', utf16be(`\ufeff${text}`)],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round without a mark', utf16be(text)],
    ['Windows-1252', windows1252(text)],
  ])('%s', async (_, content) => {
    expect((await opened(content)).header).toEqual(['ref', 'name'])
    expect(await rowsOf(content)).toEqual(rows)
  })

  test('Latin-1', async () => {
    expect(await rowsOf(Buffer.from('name\nZoë Müller\n', 'latin1'))).toEqual([[2, 'Zoë Müller']])
  })

  test('every letter and sign that Windows-1252 adds to Latin-1', async () => {
    const codes = Array.from({ length: 32 }, (_, index) => 0x80 + index).filter(
      (code) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(code),
    )
    const content = Buffer.concat([Buffer.from('signs\n'), ...codes.map((code) => Buffer.from([0x20, code]))])
    const [[, signs] = []] = await rowsOf(content)
    expect(String(signs).replaceAll(' ', '')).toBe('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
  })

  test('letters that fall where the file is cut into pieces', async () => {
    const names = 'é€😀'.repeat(100_000)
    const [[, ...cells] = []] = await rowsOf(
      `name,other\n${names.slice(0, 30_000)},${names.slice(0, 30_001)}`,
    )
    expect(cells).toEqual([names.slice(0, 30_000), Buffer.from(names.slice(0, 30_001)).toString()])
  })
})

describe('names that could be spoilt are refused', () => {
  const cannotTell = /encoding/
  test.each([
    ['from an older Mac', Buffer.from('name\nJos\x8e\n', 'latin1'), cannotTell],
    ['from an older Mac, with its apostrophe', Buffer.from('name\nlookedÕafter\n', 'latin1'), cannotTell],
    ['from DOS', Buffer.from('name\nRen\x82e\n', 'latin1'), cannotTell],
    ['with bytes that mean nothing', Buffer.from('name\n\x81\x8d\n', 'latin1'), cannotTell],
    [
      'in two encodings at once',
      Buffer.concat([Buffer.from('name\nZoë\n'), Buffer.from('Zoë\n', 'latin1')]),
      cannotTell,
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), /UTF-32/],
    ['UTF-16 cut short', Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1), /not a text file/],
    ['half of it UTF-16', Buffer.from('\ufeffa\n\ud800b', 'utf16le'), /not a text file/],
  ])('%s', async (_, content, reason) => {
    expect((await refusalOf(content))?.reason).toMatch(reason)
  })

  test('the doubtful name may be far down', async () => {
    const content = Buffer.concat([
      Buffer.from(`name\n${'Tom\n'.repeat(200_000)}`),
      Buffer.from('Jos\x8e', 'latin1'),
    ])
    expect((await refusalOf(content))?.reason).toMatch(cannotTell)
  })

  test('control characters mean that it is not text', async () => {
    expect((await refusalOf('a,b\n1,\0\n'))?.reason).toMatch(/not a text file/)
    expect((await refusalOf(Buffer.from([1, 2, 3, 4, 5])))?.reason).toMatch(/not a text file/)
  })
})
