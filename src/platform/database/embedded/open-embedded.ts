import { Client } from 'pg'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../../cannot-start.ts'
import { findBinaries, type Binaries } from './binaries.ts'
import { createCluster, OWNER } from './create-cluster.ts'
import { weAreRoot } from './database-user.ts'
import { takeHold, type Hold } from './hold.ts'
import { clusterOf, findPlace, outsideFolder, prepareDataFolder, readIfThere, type Place } from './place.ts'
import { findServer, type RunnableServer } from './server.ts'

const DATABASE = 'oneworkforce'

export interface EmbeddedDatabase {
  /** For migrations and backups; it stays the same until `release`, whatever happens to the server. */
  readonly ownerUrl: string
  /** To be called once, when the last query has been answered. The last process to leave stops the server. */
  release(): Promise<void>
}

/**
 * The PostgreSQL that comes with OneWorkforce: created when missing, started when nobody has it open, joined when
 * somebody has. Until `release`, a server that dies is started again on the same port. `say` hears in plain words
 * what is being done. What a person must mend first is thrown as CannotStart.
 */
export async function openEmbedded(
  dataFolder: string,
  say: (sentence: string) => void,
): Promise<EmbeddedDatabase> {
  const { server, password, portFile } = await prepare(dataFolder, say)
  const recordedPort = Number(await readIfThere(portFile)) || undefined
  const first = await takeHold(server, password, recordedPort, false)
  const { port } = first
  await writeFile(portFile, `${port}\n`)
  say(
    first.startedIt
      ? `The database is running on port ${port}.`
      : `Using the database that runs on port ${port}.`,
  )

  const urlOf = (database: string) => `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`
  await createDatabase(urlOf('postgres'))
  const keeper = keep(first, () => takeHold(server, password, port, true), say)
  return { ownerUrl: urlOf(DATABASE), release: () => keeper.release() }
}

async function prepare(givenFolder: string, say: (sentence: string) => void) {
  const dataFolder = await prepareDataFolder(givenFolder)
  const place = await findPlace(dataFolder, say)
  const binaries = await findBinaries(place.user, () =>
    weAreRoot() ? outsideFolder() : Promise.resolve(dataFolder),
  )
  if (place.exists) await refuseOtherVersions(place, binaries)
  else {
    say(`Creating the database in ${place.folder} (PostgreSQL ${binaries.version}).`)
    await createCluster(place, binaries)
  }
  const server: RunnableServer = { folder: place.folder, user: place.user, binaries }
  if (!(await findServer(server))) say('Starting the database.')
  const password = await readIfThere(join(place.folder, 'owner-password'))
  if (!password)
    throw new CannotStart(`The password of the database is missing: put ${place.folder}/owner-password back.`)
  return { server, password, portFile: join(dataFolder, 'database-port') }
}

/** A server reads only the files of its own major version. */
async function refuseOtherVersions(place: Place, binaries: Binaries) {
  const made = await readIfThere(join(clusterOf(place), 'PG_VERSION'))
  const major = binaries.version.split('.')[0]
  if (made === major) return
  throw new CannotStart(
    `The database in ${place.folder} was made by PostgreSQL ${made}, and this OneWorkforce comes with ${major}: make a ` +
      'backup with the OneWorkforce it was made by, and restore it into an empty data folder with this one.',
  )
}

async function createDatabase(maintenanceUrl: string) {
  const client = new Client({ connectionString: maintenanceUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
  } catch (error) {
    // Another process made it at the same moment: PostgreSQL says so in one of these two ways.
    const { code } = error as { code?: string }
    if (code !== '42P04' && code !== '23505') throw error
  } finally {
    await client.end()
  }
}

/** Whenever the hold is lost, starts or joins the server again, until released. */
function keep(first: Hold, takeHoldAgain: () => Promise<Hold>, say: (sentence: string) => void) {
  let hold = first
  let isReleased = false

  async function keepHolding(): Promise<void> {
    await hold.lost
    if (isReleased) return
    say('The database has gone. Bringing it back.')
    const next = await untilHeld()
    if (!next) return
    if (isReleased) return next.letGo()
    hold = next
    say('The database is back.')
    return keepHolding()
  }

  async function untilHeld(): Promise<Hold | undefined> {
    let lastSaid = ''
    for (;;) {
      if (isReleased) return undefined
      try {
        return await takeHoldAgain()
      } catch (error) {
        const { message } = error as Error
        if (message !== lastSaid) say(message)
        lastSaid = message
        await pause(1000)
      }
    }
  }

  const keeping = keepHolding()
  return {
    async release() {
      isReleased = true
      await hold.letGo()
      await keeping
    },
  }
}
