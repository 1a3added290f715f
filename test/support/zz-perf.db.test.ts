import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, openWorld } from './world.ts'
import { reportOf } from './imports.ts'
import { importKinds as a } from '#partnership'
import { importKinds as b } from '#workforce'
let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())
test('perf', async () => {
  const p = await world.addPartnership('perf')
  const [orgs] = a; const [people, engs, posts] = b
  const t = async (n: string, k: any, csv: string, rest = {}) => { const s = Date.now(); const r = await reportOf(world, p, k, csv, rest); console.log(n, Date.now()-s, JSON.stringify(r).slice(0,200)) }
  const N = 50000
  await t('orgs', orgs, 'organisation_ref,name,kind,sector\n' + Array.from({length: 500}, (_, i) => `O${i},Org ${i},school,Schools`).join('\n'))
  const pcsv = 'person_ref,given_name,family_name,birth_date,email,swe_number\n' + Array.from({length: N}, (_, i) => `P${i},Given${i},Family${i},1980-01-01,p${i}@example.org,SW${i}`).join('\n')
  await t('people dry', people, pcsv, {dryRun: true})
  await t('people', people, pcsv)
  await t('people again', people, pcsv)
  const ecsv = (end: string) => 'engagement_ref,person_ref,organisation_ref,team,role,basis,fte,started_on,ended_on\n' + Array.from({length: N}, (_, i) => `E${i},P${i},O${i%500},Team ${i%20},Role ${i%100},permanent,0.${i%9+1},2020-01-01,${end}`).join('\n')
  await t('eng', engs, ecsv(''))
  await t('eng again', engs, ecsv(''))
  await t('eng changed', engs, ecsv('2026-01-01'))
  const ocsv = (x: string) => 'organisation_ref,name,kind,sector,urn,parent_ref\n' + Array.from({length: N}, (_, i) => `Q${i},Org ${x}${i},school,Schools,${i},${i ? 'Q'+Math.floor(i/2): ''}`).join('\n')
  await t('orgs 50k', orgs, ocsv(''))
  await t('orgs 50k', orgs, ocsv('x'))
  await t('orgs 50k', orgs, ocsv('y'), {asAt: '2026-12-01'})
  await t('orgs 50k again', orgs, ocsv('y'), {asAt: '2026-12-01'})
  console.log(process.memoryUsage().rss/1e6)
}, 300000)
