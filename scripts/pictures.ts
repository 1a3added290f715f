/** Takes the README's pictures from a running demonstration: `npm start` in one terminal, `npm run pictures` in another. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { projectRoot } from '#platform'

const address = process.env['PUBLIC_URL'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`
const folder = join(projectRoot, 'docs', 'pictures')

const pictures = [
  { name: 'home', who: 'Grace', partnership: 'nottingham-city', path: '' },
  { name: 'team-compliance', who: 'Tom', partnership: 'nottingham-city', path: '/assurance/team' },
  { name: 'catalogue', who: 'Amina', partnership: 'nottingham-city', path: '/learning' },
  {
    name: 'plan',
    who: 'Grace',
    partnership: 'nottingham-city',
    path: '/strategies',
    follow: 'Our Workforce',
  },
  { name: 'teams', who: 'Grace', partnership: 'cambridgeshire', path: '/figures/teams' },
  {
    name: 'board-paper',
    who: 'Margaret',
    partnership: 'cambridgeshire',
    path: '/papers',
    follow: 'Workforce dev',
  },
]

/** Plain JavaScript, without types of its own. */
const browserScript: string = './browser.mjs'
const { findBrowser } = (await import(browserScript)) as { findBrowser: () => string | undefined }

const executablePath = findBrowser()
if (!executablePath) throw new Error('There is no Chromium on this machine: name one in CHROMIUM_PATH')
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
})
await mkdir(folder, { recursive: true })
for (const { name, who, partnership, path, follow } of pictures) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
  await page.goto(`${address}/p/${partnership}/demonstration`)
  await page.getByLabel(who).first().check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.goto(`${address}/p/${partnership}${path}`)
  if (follow) await page.getByRole('link', { name: follow }).first().click()
  await page.waitForLoadState()
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.close()
}
await browser.close()
