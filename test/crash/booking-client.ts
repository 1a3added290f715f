/** Somebody who books places over HTTP while the service comes and goes, and remembers what they were told. */
import { setTimeout as pause } from 'node:timers/promises'
import { parseHTML } from 'linkedom'
import { sessionCookie } from '#web'

export interface Wanted {
  sessionId: string
  personId: string
  personRef: string
}

export interface Attempt extends Wanted {
  /** The form as it was opened: sent again unchanged, it is the same sending. */
  url: string
  cookie: string
  body: string
  /** Where the answer led, once one came. */
  confirmed: string | null
  /** How often no answer came, or none that says what became of it. */
  lost: number
}

/** Opens the form; while the service is away, again and again. */
export async function openForm(address: string, token: string, wanted: Wanted): Promise<Attempt> {
  const url = `${address}/p/city/learning/sessions/${wanted.sessionId}/book-a-place?search=${wanted.personRef}`
  const signedIn = `${sessionCookie}=${token}`
  for (;;) {
    const answer = await ask(url, { headers: { cookie: signedIn } })
    if (answer?.status !== 200) {
      await pause(50)
      continue
    }
    const { document } = parseHTML(answer.html)
    const value = (name: string) =>
      document.querySelector(`main form[method=post] input[name=${name}]`)?.getAttribute('value') ?? ''
    const body = new URLSearchParams({
      _csrf: value('_csrf'),
      _token: value('_token'),
      person: wanted.personId,
    })
    return {
      ...wanted,
      url,
      cookie: [signedIn, ...answer.cookies].join('; '),
      body: body.toString(),
      confirmed: null,
      lost: 0,
    }
  }
}

/** Sends the form once and remembers what was answered. */
export async function send(attempt: Attempt): Promise<void> {
  const answer = await ask(attempt.url, {
    method: 'POST',
    body: attempt.body,
    headers: { cookie: attempt.cookie, 'content-type': 'application/x-www-form-urlencoded' },
  })
  if (answer?.status === 303 && answer.location) attempt.confirmed = answer.location
  else if (!answer || answer.status >= 500) attempt.lost += 1
  else throw new Error(`A booking was answered with ${answer.status}: ${textOf(answer.html)}`)
}

/** Sends it again, unchanged, until there is an answer. */
export async function sendUntilAnswered(attempt: Attempt): Promise<void> {
  while (!attempt.confirmed) {
    await send(attempt)
    if (!attempt.confirmed) await pause(50)
  }
}

async function ask(url: string, init: RequestInit) {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      cookies: answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!),
      html: await answer.text(),
    }
  } catch {
    return null
  }
}

function textOf(html: string): string {
  return (parseHTML(html).document.querySelector('main')?.textContent ?? '')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 400)
}
