/** Lets only one process at a time install or build in this folder; the others wait for it. */
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * @template T
 * @param {string} turnFile holds the number of the process whose turn it is
 * @param {() => Promise<T>} work
 */
export async function oneAtATime(turnFile, work) {
  await takeTurn(turnFile)
  try {
    return await work()
  } finally {
    await rm(turnFile, { force: true })
  }
}

async function takeTurn(turnFile) {
  let isWaiting = false
  while (!(await isMine(turnFile))) {
    const other = await holderOf(turnFile)
    if (other === undefined) continue
    if (await isDead(turnFile, other)) {
      await remove(turnFile, other)
      continue
    }
    if (!isWaiting) process.stderr.write('Waiting for another process that is installing or building.\n')
    isWaiting = true
    await pause(200)
  }
}

/** Creating the file only where there is none takes the turn. */
async function isMine(turnFile) {
  try {
    await writeFile(turnFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

async function holderOf(turnFile) {
  try {
    return await readFile(turnFile, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Killed in its turn. A file without a number was made this moment, or by a process killed before it could write. */
async function isDead(turnFile, holder) {
  if (holder === '') {
    const made = await stat(turnFile).catch(() => undefined)
    return made !== undefined && Date.now() - made.mtimeMs > 10_000
  }
  try {
    process.kill(Number(holder), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** Moved aside first and looked at again, so that a turn that somebody has just taken is given back. */
async function remove(turnFile, dead) {
  const aside = `${turnFile}.${process.pid}`
  try {
    await rename(turnFile, aside)
  } catch {
    return
  }
  if ((await holderOf(aside)) === dead) await rm(aside, { force: true })
  else await rename(aside, turnFile)
}
