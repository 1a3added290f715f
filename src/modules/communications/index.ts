import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { historyPages } from './history.page.tsx'
import { outboxPages } from './outbox.page.tsx'

export const routes: AnyRoute[] = [...outboxPages, ...historyPages]
export const navigation: NavigationItem[] = [
  { text: 'Messages', href: '/messages', access: 'communications.outbox' },
  { text: 'History', href: '/history', access: 'history.see' },
]
export const jobs: Job[] = []
