import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { FileMissing, type FileStore, checkedKey, exactly } from './file-store.ts'

export interface S3Settings {
  /** `https://s3.eu-west-2.amazonaws.com`, or the address of any store that speaks the same language. */
  endpoint: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

/** Files in a bucket, which shows an object only once all of it has arrived. */
export function s3Store({ endpoint, bucket, accessKeyId, secretAccessKey }: S3Settings): FileStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, service: 's3', retries: 2 })
  // The bucket as the first part of the path is what every such store understands.
  const addressOf = (key: string) => `${endpoint.replace(/\/+$/, '')}/${bucket}/${checkedKey(key)}`

  /** The answer, when it is one of success or "there is none". */
  async function ask(method: 'GET' | 'HEAD' | 'DELETE', key: string): Promise<Response> {
    const response = await client.fetch(addressOf(key), { method })
    if (response.ok || response.status === 404) return response
    throw await failure(response, method)
  }

  return {
    async put(key, content, { contentType, sizeBytes }) {
      const request = await client.sign(addressOf(key), {
        method: 'PUT',
        headers: { 'Content-Type': contentType, 'Content-Length': String(sizeBytes) },
        body: Readable.toWeb(Readable.from(exactly(content, sizeBytes))) as BodyInit,
      })
      // Not tried again: a stream can be sent only once.
      const response = await fetch(request)
      if (!response.ok) throw await failure(response, 'PUT')
      await response.body?.cancel()
    },
    async open(key) {
      const { ok, body } = await ask('GET', key)
      if (!ok || !body) throw new FileMissing(key)
      return Readable.fromWeb(body as ReadableStream)
    },
    async remove(key) {
      await ask('DELETE', key)
    },
    exists: async (key) => (await ask('HEAD', key)).ok,
  }
}

/** What the store said, with the code that its documentation explains; never the request, which is signed. */
async function failure(response: Response, method: string): Promise<Error> {
  const said = await response.text().catch(() => '')
  const code = /<Code>(\w+)<\/Code>/.exec(said)?.[1] ?? 'no reason given'
  return new Error(`The file store answered ${response.status} (${code}) to ${method}`)
}
