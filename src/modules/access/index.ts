import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { demonstrationPage, demonstrationsPage } from './demonstration.page.tsx'
import { homePage } from './home.page.tsx'
import { signInPage } from './sign-in.page.tsx'
import { signOutPage } from './sign-out.page.tsx'

/** Accounts, sign-in, and who may do what: the front door. */
export { type CreatedAccount, type NewAccount, accountOfPerson, createAccount } from './accounts.ts'
export { findPartnership } from './find-partnership.ts'
export { type NewGrant, giveGrant } from './give-grant.ts'
export { identify } from './identify.ts'
export { type Role, type RoleCode, isRole, roleName, roles } from './roles.ts'
export { startSession } from './sessions.ts'

export const routes: AnyRoute[] = [homePage, signInPage, signOutPage, demonstrationPage, demonstrationsPage]
export const navigation: NavigationItem[] = []
export const jobs: Job[] = []
