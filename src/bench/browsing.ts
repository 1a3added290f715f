/** Somebody with a browser, as far as a server can tell: one connection that stays open, cookies, forms. */
import { Agent, type IncomingMessage, request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'

export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

export class Browsing {
  private readonly base: string
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })
  private readonly cookies = new Map<string, string>()

  constructor(base: string, cookies: Record<string, string> = {}) {
    this.base = base
    for (const [name, value] of Object.entries(cookies)) this.cookies.set(name, value)
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path)
  }

  post(path: string, answers: Record<string, string>): Promise<Answer> {
    return this.ask('POST', path, new URLSearchParams(answers).toString())
  }

  close(): void {
    this.agent.destroy()
  }

  private ask(method: 'GET' | 'POST', path: string, form?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string> = {
        'accept-encoding': 'br',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form !== undefined && {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(form)),
        }),
      }
      const sent = request(new URL(path, this.base), { method, agent: this.agent, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          this.keepCookies(answer.headers['set-cookie'] ?? [])
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) })
        })
      })
      sent.on('error', reject)
      sent.end(form)
    })
  }

  private keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}

/** The text of an answer, unpacked where it came packed. */
export function textOf({ headers, body }: Answer): string {
  return (headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString('utf8')
}

/** The hidden fields of a page's forms, by name: what a browser sends without being asked. */
export function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    if (!/\btype="hidden"/.test(tag)) continue
    const name = /\bname="([^"]*)"/.exec(tag)?.[1]
    if (name) fields[name] = /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  return fields
}
