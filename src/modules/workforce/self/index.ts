import type { AnyRoute, NavigationItem } from '#web'
import { myEqualityPage } from '../equality/my-equality.page.tsx'
import { askCorrectionPage } from './ask-correction.page.tsx'
import { correctionPage } from './correction.page.tsx'
import { correctionsPages } from './corrections.page.tsx'
import { myEmailPage } from './my-email.page.tsx'
import { myRecordPage } from './my-record.page.tsx'

export const selfRoutes: AnyRoute[] = [
  myRecordPage,
  myEmailPage,
  askCorrectionPage,
  myEqualityPage,
  ...correctionsPages,
  correctionPage,
]

export const selfNavigation: NavigationItem[] = [
  {
    text: 'My record',
    href: '/me',
    access: 'signed-in',
    section: 'My work',
    description: 'What is held about you and from where, who can see it, and how to have it put right.',
  },
  {
    text: 'Corrections asked for',
    href: '/corrections',
    access: 'workforce.manage',
    section: 'Data',
    aboutOthers: true,
    description: 'What people say is wrong in their record: put it right, or say why not.',
    async waiting({ db }) {
      const { waiting } = await db
        .selectFrom('correctionRequests')
        .select((select) => select.fn.countAll<number>().as('waiting'))
        .where('state', '=', 'waiting')
        .executeTakeFirstOrThrow()
      if (waiting === 0) return null
      return waiting === 1 ? '1 correction asked for' : `${waiting} corrections asked for`
    },
  },
]
