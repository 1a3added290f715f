import { crc32, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fallbackPicture } from './fallback-picture.ts'

/** Reads a PNG chunk by chunk, as the specification lays it out. */
function chunksOf(png: Buffer): { name: string; data: Buffer }[] {
  const chunks = []
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at)
    const body = png.subarray(at + 4, end)
    expect(png.readUInt32BE(end)).toBe(crc32(body))
    chunks.push({ name: body.toString('latin1', 0, 4), data: body.subarray(4) })
    at = end + 4
  }
  return chunks
}

test.each([
  [480, 200],
  [481.5, 60],
  [100, 20],
  [1, 1],
])('a picture of %d by %d is a sound PNG of whole pixels', (width, height) => {
  const png = fallbackPicture(width, height)
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const [header, pixels, end] = chunksOf(png)
  expect([header?.name, pixels?.name, end?.name]).toEqual(['IHDR', 'IDAT', 'IEND'])
  expect([header?.data.readUInt32BE(0), header?.data.readUInt32BE(4)]).toEqual([
    Math.ceil(width),
    Math.ceil(height),
  ])
  const bytesPerLine = 1 + Math.ceil(Math.ceil(width) / 8)
  expect(inflateSync(pixels?.data ?? Buffer.alloc(0))).toHaveLength(bytesPerLine * Math.ceil(height))
})

test('the message is there where it fits', () => {
  const blackBytes = (width: number, height: number) => {
    const pixels = inflateSync(chunksOf(fallbackPicture(width, height))[1]?.data ?? Buffer.alloc(0))
    return pixels.filter((byte) => byte !== 0xff).length
  }
  expect(blackBytes(480, 200) - blackBytes(360, 200)).toBeGreaterThan(500)
})
