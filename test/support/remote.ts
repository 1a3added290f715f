/** The running service as the tests' browser without JavaScript knows it: requests by the network instead of by call. */
import { inject } from 'vitest'
import { Browser } from './browser.ts'

type App = ConstructorParameters<typeof Browser>[0]

interface Asked {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  payload?: string | Buffer
}

/** A browser without JavaScript in front of the running service. */
export function remoteBrowser(): Browser {
  return new Browser({ inject: ask } as unknown as App)
}

async function ask({ method, url, headers, payload }: Asked) {
  const response = await fetch(new URL(url, inject('siteAddress')), {
    method,
    headers,
    redirect: 'manual',
    ...(payload === undefined
      ? {}
      : { body: typeof payload === 'string' ? payload : new Uint8Array(payload) }),
  })
  const rawPayload = Buffer.from(await response.arrayBuffer())
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    cookies: response.headers.getSetCookie().map(readCookie),
    rawPayload,
    body: rawPayload.toString(),
  }
}

function readCookie(text: string) {
  const [pair, ...attributes] = text.split(/;\s*/) as [string, ...string[]]
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  const expires = attributes.find((one) => /^expires=/i.test(one))?.slice('expires='.length)
  return { name, value: decodeURIComponent(value), ...(expires ? { expires: new Date(expires) } : {}) }
}
