/** Users who ask one thing after the other, as fast as they are answered. */
export interface Load {
  /** Milliseconds that each answer took. */
  times: number[]
  perSecond: number
}

/** So many users at once, each for so long. Each gets its own `user` from 0, and does `work` again and again. */
export async function underLoad(
  users: number,
  milliseconds: number,
  work: (user: number) => Promise<void>,
): Promise<Load> {
  const times: number[] = []
  const from = performance.now()
  const until = from + milliseconds
  await Promise.all(
    Array.from({ length: users }, async (_, user) => {
      while (performance.now() < until) {
        const asked = performance.now()
        await work(user)
        times.push(performance.now() - asked)
      }
    }),
  )
  return { times, perSecond: (times.length * 1000) / (performance.now() - from) }
}

/** The same, alone, so many times. */
export async function alone(times: number, work: () => Promise<void>): Promise<number[]> {
  const measured: number[] = []
  for (let count = 0; count < times; count += 1) {
    const asked = performance.now()
    await work()
    measured.push(performance.now() - asked)
  }
  return measured
}
