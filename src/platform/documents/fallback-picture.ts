/**
 * The picture that programs show which cannot draw SVG (Word before 2016, Google Docs). A chart would need fonts and a
 * drawing library, so it says in a frame of the chart's size that the figures are in the table below.
 */
import { crc32, deflateSync, inflateRawSync } from 'node:zlib'

/** "This program cannot show the chart. Its figures are in the table below.": one bit a pixel, 0 is black. */
const message = {
  bytesPerRow: 46,
  rows: 48,
  bits: inflateRawSync(
    Buffer.from(
      '7dTPa9NgGAdwdlkFlZ5l2B78B5QIQ2eXo3+DoKcdevCwQQ5BMngPKjvMUXZbaJocBnoQQSlSStK9K4JDaBLEU1nzowop' +
        'grzpzOGNNMujqWPMJqi96KXfQ+DN++Hhhed9XoBZ/kdYZfLPKPlQAEjtxHOTmo51dKLxr5smC9PoKxK7+6Gy+bTwBH06' +
        '2H4XuvHN5ZIRXl9H/e3+59yEXqiCaJYZxVhhLXXrrcd/60p6JwpuKOZWbzBZu1QFyQ4ETDiMj2VjdXE0sr7oEa07jhz7' +
        'Kb0Dmv1VwPMU43aio1GXvIjoy6Iiu2kts4nWPIpxK9HxQpe8jmgdFNlIawVrdiC0Et1MNBxa5NVPbWfpms0zSW2lKRtl' +
        'Hg4tg4moCo7c87XUudldJ7+5N09x+7FsrA3DJbvIxYtasS+7/qN08/FJt/8uGICbSudn4/XvEp7eHR/AAYDjGABNTtk4' +
        'kQnBGR380Oi3mp5Z/km/2XBv3dF3QlR5ViQV9/1RfKFUOILbB9pSLaM2T9VLOscAJ5mkHHQ8JEiGh5hqs5qhDUTrYmfQ' +
        'gFHLJ3xgmwhZxERCSe2KGbVZ2hA77jV4qOUIDex9tH7Z20fCnGo9z9AbtCHqfoSEFiTahAeW54CAVP1+hqa0LuoDYE+1' +
        'YHkmCKzay9CEUrWmU0CcNtY+CBLxgcFNeQWl9Mc81e5eDK+i83t5QkN7iM7dKwxRrq0t8yiz98p0T/5U1wrNRivJdw==',
      'base64',
    ),
  ),
}

/** A PNG of this many pixels. The message is left out where it does not fit. */
export function fallbackPicture(width: number, height: number): Buffer {
  const [columns, rows] = [Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height))]
  const bytesPerRow = Math.ceil(columns / 8)
  const left = Math.floor((bytesPerRow - message.bytesPerRow) / 2)
  const top = Math.floor((rows - message.rows) / 2)
  const hasRoom = left > 0 && top > 0

  const lines = Array.from({ length: rows }, (_, y) => {
    const isEdge = y === 0 || y === rows - 1
    const line = Buffer.alloc(1 + bytesPerRow, isEdge ? 0x00 : 0xff)
    line[0] = 0 // the row's filter: none
    if (isEdge) return line
    setBlack(line, 0)
    setBlack(line, columns - 1)
    const from = (y - top) * message.bytesPerRow
    if (hasRoom && y >= top && y < top + message.rows) {
      message.bits.copy(line, 1 + left, from, from + message.bytesPerRow)
    }
    return line
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(columns, 0)
  header.writeUInt32BE(rows, 4)
  header[8] = 1 // one bit of grey for each pixel
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function setBlack(line: Buffer, x: number): void {
  const index = 1 + (x >> 3)
  line[index] = (line[index] ?? 0) & ~(0x80 >> (x & 7))
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
