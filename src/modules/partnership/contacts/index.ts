import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { askContactsDaily } from './ask-contacts.ts'
import { askContactsPage } from './ask-contacts.page.tsx'
import { confirmContactPage } from './confirm-contact.page.tsx'
import { contactPage } from './contact.page.tsx'
import { openSuggestions } from './contact.queries.ts'
import { contactsPages } from './contacts.page.tsx'
import { addContactPage, editContactPage } from './save-contact.pages.tsx'
import { suggestionPage, suggestionsPage } from './suggestions.pages.tsx'

export const contactRoutes: AnyRoute[] = [
  ...contactsPages,
  askContactsPage,
  suggestionsPage,
  suggestionPage,
  contactPage,
  editContactPage,
  addContactPage,
  confirmContactPage,
]

export const contactNavigation: NavigationItem[] = [
  {
    text: 'Contacts',
    href: '/contacts',
    access: 'partnership.manage',
    section: 'Partners',
    description: 'Whom to ask for at each organisation, who has confirmed it this year, and whom to call.',
    async waiting(ctx) {
      const { length: suggestions } = await openSuggestions(ctx)
      if (suggestions === 0) return null
      return suggestions === 1 ? '1 correction to decide on' : `${suggestions} corrections to decide on`
    },
  },
]

export const contactJobs: Job[] = [askContactsDaily]
