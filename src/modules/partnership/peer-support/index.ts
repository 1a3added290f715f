import type { AnyRoute, NavigationItem } from '#web'
import { peerSupportPages } from './log.page.tsx'
import { editPeerSupportPage, logPeerSupportPage, peerSupportPage } from './save-peer-support.pages.tsx'

export const peerSupportRoutes: AnyRoute[] = [
  ...peerSupportPages,
  logPeerSupportPage,
  peerSupportPage,
  editPeerSupportPage,
]

export const peerSupportNavigation: NavigationItem[] = [
  {
    text: 'Peer support',
    href: '/peer-support',
    access: 'partnership.see',
    section: 'Partners',
    description: 'Support given to other authorities and received from them, and what changed through it.',
  },
]
