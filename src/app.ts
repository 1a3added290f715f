import type { Pool } from 'pg'
import { type Job, type Services } from '#platform'
import type { ImportKind } from '#platform/imports/index'
import { sendMessage } from '#platform/mail/send-message'
import { openMetrics } from '#platform/metrics'
import { tidy } from '#platform/operations/tidy'
import { type AnyRoute, type NavigationItem, type Site, createServer } from '#web'
import * as access from '#access'
import * as assurance from '#assurance'
import * as communications from '#communications'
import * as governance from '#governance'
import * as learning from '#learning'
import * as partnership from '#partnership'
import * as statistics from '#statistics'
import * as strategy from '#strategy'
import * as workforce from '#workforce'

/** What each module's front door gives the product, beside what it gives other modules. */
interface Module {
  routes: AnyRoute[]
  navigation: NavigationItem[]
  jobs: Job[]
  importKinds?: ImportKind[]
}

/** The product, put together: what is in it, in the order that people meet it. */
const modules: Module[] = [
  partnership,
  workforce,
  assurance,
  learning,
  strategy,
  statistics,
  governance,
  communications,
  access,
]

export const routes: AnyRoute[] = modules.flatMap((module) => module.routes)
export const navigation: NavigationItem[] = modules.flatMap((module) => module.navigation)
/** Every kind of file that can be brought in. */
export const importKinds: ImportKind[] = modules.flatMap((module) => module.importKinds ?? [])
workforce.offerImports(importKinds)
workforce.showOnHome(navigation)
workforce.offerRecords([...assurance.recordsOfAPerson, ...learning.recordsOfAPerson])
workforce.setSectorActions({ of: strategy.sectorActions, choose: (id) => `/strategies/sectors/${id}` })
assurance.setBookableLink(learning.bookableLinks)

export const jobs: Job[] = [sendMessage, tidy, ...modules.flatMap((module) => module.jobs)]

/** The web server over these services. */
export function createApp(services: Services, pool: Pool) {
  const site: Site = {
    services,
    routes,
    navigation,
    identify: (token, where) => access.identify(services, token, where),
    findPartnership: (code) => access.findPartnership(services, code),
    metrics: openMetrics(pool),
    ready: async () => (await pool.query('select 1')).rowCount === 1,
  }
  return createServer(site)
}
