/**
 * Turns the bytes of a text file into text. Files do not say which encoding they are in; a name such as Zoë
 * read in the wrong one is quietly spoilt, so what cannot be told for certain is refused.
 */
import type { FileBytes } from './file-bytes.ts'
import { Unreadable } from './sheet.ts'

export interface TextEncoding {
  name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
}

const saveAgain = 'Open it in the program it came from and save it as “CSV UTF-8”, then use that file.'
const notText = `This is not a text file or a spreadsheet that can be read here. ${saveAgain}`

/** What Windows-1252 has where Latin-1 has control characters. https://encoding.spec.whatwg.org/#windows-1252 */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/**
 * What text in another old encoding (from a Mac, or from DOS) looks like when it is taken for Windows-1252:
 * bytes that have no meaning, a capital in the middle of a word, a symbol where a letter should be.
 */
const notWindows1252 = /[\x81\x8d\x8f\x90\x9d]|\p{Ll}[ŠŽŒŸÕ]|\p{L}[‚ƒ„ˆ‰‹˜›]|\p{L}[“”•†‡]\p{Ll}/u

/** UTF-8's way of writing one character in several bytes, seen as Latin-1. */
const utf8Sequence = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/

/** Looks through the whole file, since one name far down decides it. */
export async function detectEncoding(bytes: FileBytes): Promise<TextEncoding> {
  const start = await bytes.read(0, 4)
  const mark = start.toString('latin1')
  if (mark.startsWith('\xff\xfe\0\0') || mark.startsWith('\0\0\xfe\xff')) {
    throw new Unreadable(`This text is in UTF-32, which is not read here. ${saveAgain}`)
  }
  // Without a mark, every other byte being empty gives UTF-16 away.
  if (mark.startsWith('\xff\xfe') || /^[^\0]\0[^\0]\0/.test(mark)) return { name: 'utf-16le' }
  if (mark.startsWith('\xfe\xff') || /^\0[^\0]\0[^\0]/.test(mark)) return { name: 'utf-16be' }
  if (await isUtf8(bytes)) return { name: 'utf-8' }
  await checkWindows1252(bytes)
  return { name: 'windows-1252' }
}

/** The text in pieces, without its byte-order mark. */
export async function* decodeText(
  bytes: FileBytes,
  { name }: TextEncoding,
): AsyncGenerator<string, void, undefined> {
  const decode = name === 'windows-1252' ? decodeWindows1252 : decodeUnicode(name)
  for await (const chunk of bytes.chunks()) yield checkedText(decode(chunk))
  yield checkedText(decode())
}

function decodeUnicode(name: string) {
  const decoder = new TextDecoder(name, { fatal: true })
  return (chunk?: Buffer) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch {
      throw new Unreadable(notText)
    }
  }
}

// Not TextDecoder: several versions of Node.js take windows-1252 for Latin-1 (nodejs/node issue 56542).
function decodeWindows1252(chunk?: Buffer): string {
  const latin1 = chunk?.toString('latin1') ?? ''
  return latin1.replace(/[\x80-\x9f]/g, (character) => windows1252.charAt(character.charCodeAt(0) - 0x80))
}

/** Control characters mean that these were never letters; a database would not take some of them either. */
function checkedText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- finding them is the purpose
  if (/[\0-\x08\x0e-\x1f]/.test(text)) throw new Unreadable(notText)
  return text
}

async function isUtf8(bytes: FileBytes): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of bytes.chunks()) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function checkWindows1252(bytes: FileBytes): Promise<void> {
  let before = ''
  for await (const chunk of bytes.chunks()) {
    const latin1 = before + chunk.toString('latin1')
    if (utf8Sequence.test(latin1)) {
      throw new Unreadable(
        `Parts of this file are in different text encodings, so names would be spoilt. ${saveAgain}`,
      )
    }
    if (notWindows1252.test(decodeWindows1252(Buffer.from(latin1, 'latin1')))) {
      throw new Unreadable(
        `The text encoding of this file cannot be told, so names would be spoilt. ${saveAgain}`,
      )
    }
    before = latin1.slice(-3)
  }
}
