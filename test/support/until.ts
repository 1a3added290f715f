import { setTimeout as pause } from 'node:timers/promises'

/** Waits for something to come true, looking again and again; fails with the last answer when it does not in half a minute. */
export async function until<T>(look: () => Promise<T> | T, isTrue: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 30_000
  for (;;) {
    const answer = await look()
    if (isTrue(answer)) return answer
    if (Date.now() > end) throw new Error(`Waited in vain; the last answer was ${JSON.stringify(answer)}`)
    await pause(20)
  }
}
