import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { paperFile, paperPage, papersPage } from './papers.page.tsx'

export { boardPaper } from './board-paper.ts'
export { paperContent } from './paper.ts'

export const routes: AnyRoute[] = [papersPage, paperPage, paperFile]
export const navigation: NavigationItem[] = [
  {
    text: 'Board papers',
    href: '/papers',
    access: 'governance.see',
    section: 'Strategy',
    description: 'Reports to boards with today’s figures in them, to read here or in Word.',
  },
]
export const jobs: Job[] = []
