import type { AnyRoute, NavigationItem } from '#web'
import { addContributionPage } from './add-contribution.page.tsx'
import { collaborationPage } from './collaboration.page.tsx'
import { collaborationsPages } from './collaborations.page.tsx'
import { addCollaborationPage, editCollaborationPage } from './save-collaboration.pages.tsx'

export const collaborationRoutes: AnyRoute[] = [
  ...collaborationsPages,
  addCollaborationPage,
  collaborationPage,
  editCollaborationPage,
  addContributionPage,
]

export const collaborationNavigation: NavigationItem[] = [
  {
    text: 'Collaborations',
    href: '/collaborations',
    access: 'partnership.see',
    section: 'Partners',
    description: 'Work together with other authorities: who takes part, in what, and what each gives.',
  },
]
