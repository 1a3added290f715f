import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { historyPages } from './history.page.tsx'
import { outboxPages } from './outbox.page.tsx'

export const routes: AnyRoute[] = [...outboxPages, ...historyPages]
export const navigation: NavigationItem[] = [
  {
    text: 'Messages',
    href: '/messages',
    access: 'communications.outbox',
    section: 'Administration',
    description: 'Every e-mail that was written for this partnership, and whether it was sent.',
  },
  {
    text: 'History',
    href: '/history',
    access: 'history.see',
    section: 'Administration',
    description: 'Who changed what and who looked at what, in a chain that shows if it was altered.',
  },
]
export const jobs: Job[] = []
