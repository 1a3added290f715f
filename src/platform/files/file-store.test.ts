import { createHash, createHmac } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FileMissing, type FileStore, folderStore, openFileStore } from './index.ts'
import { type S3Settings, s3Store } from './s3-store.ts'

const secretAccessKey = 'a secret for these tests'
const accessKeyId = 'TESTKEY'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/**
 * Whether the request is signed with our secret, worked out apart from the library that signs it:
 * AWS Signature Version 4, "Create a signed AWS API request".
 */
function isSigned(request: IncomingMessage): boolean {
  const header = request.headers.authorization ?? ''
  const parts =
    /^AWS4-HMAC-SHA256 Credential=TESTKEY\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w{64})$/
  const [, day = '', region = '', signedHeaders = '', signature] = parts.exec(header) ?? []
  const headers = signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name])}\n`)
  const asked = [
    request.method,
    request.url,
    '',
    headers.join(''),
    signedHeaders,
    request.headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = ['s3', 'aws4_request'].reduce(
    (key, text) => mac(key, text),
    mac(mac(`AWS4${secretAccessKey}`, day), region),
  )
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash(asked)].join('\n')
  return signature === mac(key, toSign).toString('hex')
}

/** A bucket called "evidence" in this process, which takes only signed requests of a known length. */
const objects = new Map<string, { type: string | undefined; content: Buffer }>()
let failuresToCome = 0
const bucket: Server = createServer((request, response) => {
  answerTo(request).then(
    ([status, content]) => response.writeHead(status).end(content),
    () => response.destroy(),
  )
})

async function answerTo(request: IncomingMessage): Promise<[status: number, content?: Buffer | string]> {
  const key = /^\/evidence\/(.+)$/.exec(request.url ?? '')?.[1] ?? ''
  if (failuresToCome > 0) {
    failuresToCome -= 1
    return [503]
  }
  if (!isSigned(request)) return [403, '<Error><Code>SignatureDoesNotMatch</Code></Error>']
  if (request.method === 'PUT') {
    if (request.headers['content-length'] === undefined)
      return [411, '<Error><Code>MissingContentLength</Code></Error>']
    objects.set(key, { type: request.headers['content-type'], content: await buffer(request) })
    return [200]
  }
  if (request.method === 'DELETE') return [objects.delete(key) ? 204 : 404]
  const object = objects.get(key)
  if (!object) return [404]
  return request.method === 'GET' ? [200, object.content] : [200]
}

let s3: S3Settings
let folder: string

beforeAll(async () => {
  await new Promise<void>((listening) => bucket.listen(0, '127.0.0.1', listening))
  const { port } = bucket.address() as AddressInfo
  s3 = { endpoint: `http://127.0.0.1:${port}/`, bucket: 'evidence', accessKeyId, secretAccessKey }
})
afterAll(() => new Promise((closed) => bucket.close(closed)))

beforeEach(async () => {
  objects.clear()
  folder = await mkdtemp(join(tmpdir(), 'files-'))
})
afterEach(() => rm(folder, { recursive: true }))

const stores: [string, () => FileStore][] = [
  ['a folder', () => folderStore(folder)],
  ['a bucket', () => s3Store(s3)],
]

function put(
  store: FileStore,
  key: string,
  content: Buffer | string,
  sizeBytes = Buffer.byteLength(content),
) {
  const bytes = Buffer.from(content)
  const pieces = Array.from({ length: Math.ceil(bytes.length / 50_000) }, (_, index) =>
    bytes.subarray(index * 50_000, (index + 1) * 50_000),
  )
  return store.put(key, Readable.from(pieces), { contentType: 'application/pdf', sizeBytes })
}

describe.each(stores)('files in %s', (_, make) => {
  const key = 'evidence/0198c1b2-7d4e.pdf'

  test('come back as they were put', async () => {
    const store = make()
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251))
    await put(store, key, content)
    expect((await buffer(await store.open(key))).equals(content)).toBe(true)
    expect(await store.exists(key)).toBe(true)
  })

  test('may be empty, and may be put again', async () => {
    const store = make()
    await put(store, key, '')
    expect(await buffer(await store.open(key))).toHaveLength(0)
    await put(store, key, 'the new one')
    expect((await buffer(await store.open(key))).toString()).toBe('the new one')
  })

  test('that are not there are missing, and removing them twice is no mistake', async () => {
    const store = make()
    await put(store, key, 'here')
    await store.remove(key)
    await store.remove(key)
    expect(await store.exists(key)).toBe(false)
    await expect(store.open(key)).rejects.toThrow(FileMissing)
  })

  test('that break off, or go on too long, are not kept, and what was there stays', async () => {
    const store = make()
    await expect(put(store, key, 'half of i', 20)).rejects.toThrow()
    expect(await store.exists(key)).toBe(false)

    await put(store, key, 'the first')
    await expect(put(store, key, 'far too long', 5)).rejects.toThrow()
    const failing = Readable.from(
      (async function* () {
        yield await Promise.resolve(Buffer.from('the sec'))
        throw new Error('The upload was given up')
      })(),
    )
    await expect(store.put(key, failing, { contentType: 'text/plain', sizeBytes: 10 })).rejects.toThrow()
    expect((await buffer(await store.open(key))).toString()).toBe('the first')
  })

  test.each([
    '../settings.env',
    '/etc/passwd',
    'a/../../b',
    'a//b',
    '.hidden',
    'a/.b',
    'a\\b',
    'a b',
    'é',
    '',
    'a?x=1',
    'x'.repeat(501),
  ])('cannot be called %j', async (key) => {
    const store = make()
    await expect((async () => put(store, key, 'x'))()).rejects.toThrow('Not a key')
    await expect((async () => store.open(key))()).rejects.toThrow('Not a key')
    await expect((async () => store.remove(key))()).rejects.toThrow('Not a key')
  })
})

describe('in a folder', () => {
  test('nothing half-written is left behind, and other people of the machine cannot read it', async () => {
    const store = folderStore(folder)
    await put(store, 'evidence/a.pdf', 'content')
    await expect(put(store, 'evidence/b.pdf', 'content', 99)).rejects.toThrow('broke off after 7 of 99 bytes')
    expect(await readdir(join(folder, 'evidence'))).toEqual(['a.pdf'])
    expect((await stat(join(folder, 'evidence', 'a.pdf'))).mode & 0o077).toBe(0)
    expect((await stat(join(folder, 'evidence'))).mode & 0o077).toBe(0)
  })

  test('a key under a file, which cannot be, is missing', async () => {
    await writeFile(join(folder, 'a'), 'x')
    expect(await folderStore(folder).exists('a/b')).toBe(false)
    await expect(folderStore(folder).open('a/b')).rejects.toThrow(FileMissing)
  })
})

describe('in a bucket', () => {
  test('files keep their type', async () => {
    await put(s3Store(s3), 'a.pdf', 'content')
    expect(objects.get('a.pdf')).toEqual({ type: 'application/pdf', content: Buffer.from('content') })
  })

  test('a wrong secret is said in words, without the secret', async () => {
    const store = s3Store({ ...s3, secretAccessKey: 'another' })
    await expect(put(store, 'a.pdf', 'x')).rejects.toThrow(
      'The file store answered 403 (SignatureDoesNotMatch) to PUT',
    )
    await expect(store.open('a.pdf')).rejects.toThrow(
      'The file store answered 403 (SignatureDoesNotMatch) to GET',
    )
    expect(objects.size).toBe(0)
  })

  test('a store that is busy for a moment is asked again', async () => {
    await put(s3Store(s3), 'a.pdf', 'content')
    failuresToCome = 2
    expect((await buffer(await s3Store(s3).open('a.pdf'))).toString()).toBe('content')
    failuresToCome = 3
    await expect(s3Store(s3).exists('a.pdf')).rejects.toThrow('answered 503')
  })
})

test('the settings say where files are kept', async () => {
  await mkdir(join(folder, 'data'))
  await put(openFileStore({ dataFolder: join(folder, 'data'), s3: undefined }), 'a.txt', 'x')
  expect(await readdir(join(folder, 'data', 'files'))).toEqual(['a.txt'])

  await put(openFileStore({ dataFolder: folder, s3 }), 'b.txt', 'x')
  expect([...objects.keys()]).toEqual(['b.txt'])
})
