import type { AnyRoute, NavigationItem } from '#web'
import { agreementPage } from './agreement.page.tsx'
import { agreementsPages } from './agreements.page.tsx'
import { endAgreementPage, reviewAgreementPage } from './end-agreement.pages.tsx'
import { registerKeeperPage } from './register-keeper.page.tsx'
import { addAgreementPage, changeAgreementPage } from './save-agreement.pages.tsx'
import { listAgreements } from './agreement.queries.ts'

export const sharingRoutes: AnyRoute[] = [
  ...agreementsPages,
  addAgreementPage,
  agreementPage,
  changeAgreementPage,
  reviewAgreementPage,
  endAgreementPage,
  registerKeeperPage,
]

export const sharingNavigation: NavigationItem[] = [
  {
    text: 'Sharing agreements',
    href: '/sharing/agreements',
    access: 'partnership.see',
    section: 'Partners',
    description: 'Which organisations share what with the authority, why and until when.',
    async waiting(ctx, visitor) {
      if (!visitor.can('sharing.manage')) return null
      const ask = {
        search: '',
        filters: { when: 'review' },
        sort: 'title',
        descending: false,
        limit: 1,
        offset: 0,
      }
      const { total } = await listAgreements(ctx, ask)
      if (total === 0) return null
      return total === 1 ? '1 sharing agreement to review' : `${total} sharing agreements to review`
    },
  },
]
