import { Client } from 'pg'
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'

export interface TestDatabase {
  /** The owner's address of it. */
  readonly url: string
  drop(): Promise<void>
}

/** An empty database on the tests' server. */
export async function createDatabase(name = `test_${randomBytes(6).toString('hex')}`): Promise<TestDatabase> {
  const ownerUrl = inject('ownerUrl')
  await asOwner(ownerUrl, `create database ${name}`)
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => asOwner(ownerUrl, `drop database if exists ${name} with (force)`) }
}

/** A database with the whole schema, copied from one that was migrated once for the run, and the service's role in it. */
export async function createMigratedDatabase(): Promise<TestDatabase & { readonly appUrl: string }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const ownerUrl = inject('ownerUrl')
  await asOwner(ownerUrl, `create database ${name} template ${inject('templateName')}`)
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  const appUrl = new URL(inject('templateAppUrl'))
  appUrl.pathname = `/${name}`
  return {
    url: url.href,
    appUrl: appUrl.href,
    drop: () => asOwner(ownerUrl, `drop database if exists ${name} with (force)`),
  }
}

async function asOwner(ownerUrl: string, sql: string) {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
