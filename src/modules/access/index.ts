import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { accessibilityStatementPage } from './about/accessibility-statement.page.tsx'
import { cookiesPage } from './about/cookies.page.tsx'
import { helpPage } from './about/help.page.tsx'
import { privacyPage } from './about/privacy.page.tsx'
import { acceptInvitationPage } from './accept-invitation.page.tsx'
import { accountAuthenticatorPage } from './account-authenticator.page.tsx'
import { accountNamePage } from './account-name.page.tsx'
import { accountPasswordPage } from './account-password.page.tsx'
import { accountToManagePage } from './account-to-manage.page.tsx'
import { accountPage } from './account.page.tsx'
import { accountsPages } from './accounts.page.tsx'
import { delegateGrantPage } from './delegate-grant.page.tsx'
import { demonstrationPage, demonstrationsPage } from './demonstration.page.tsx'
import { endGrantPage } from './end-grant.page.tsx'
import { forgottenPasswordPage } from './forgotten-password.page.tsx'
import { giveCodePage } from './give-code.page.tsx'
import { giveGrantPage } from './give-grant.page.tsx'
import { homePage } from './home.page.tsx'
import { invitationPage } from './invitation.page.tsx'
import { invitationsPages } from './invitations.page.tsx'
import { invitePage } from './invite.page.tsx'
import { recoveryCodesPage } from './recovery-codes.page.tsx'
import { resetAccountPage } from './reset-account.page.tsx'
import { resetToHandOverPage } from './reset-to-hand-over.page.tsx'
import { setUpPage } from './set-up.page.tsx'
import { signInPage } from './sign-in.page.tsx'
import { mySharingPage, organisationSharingPage, personSharingPage } from './sharing/who-sees.pages.tsx'
import { signOutPage } from './sign-out.page.tsx'
import { useResetLinkPage } from './use-reset-link.page.tsx'

/** Accounts, sign-in, and who may do what: the front door. */
export { type CreatedAccount, type NewAccount, accountOfPerson, createAccount } from './accounts.ts'
export { findPartnership } from './find-partnership.ts'
export { type NewGrant, giveGrant } from './give-grant.ts'
export { identify } from './identify.ts'
export { type Role, type RoleCode, isRole, roleName, roles } from './roles.ts'
export { startSession } from './sessions.ts'

export const routes: AnyRoute[] = [
  homePage,
  setUpPage,
  signInPage,
  giveCodePage,
  forgottenPasswordPage,
  signOutPage,
  demonstrationPage,
  demonstrationsPage,
  accountPage,
  accountNamePage,
  accountPasswordPage,
  accountAuthenticatorPage,
  recoveryCodesPage,
  ...accountsPages,
  accountToManagePage,
  giveGrantPage,
  endGrantPage,
  delegateGrantPage,
  resetAccountPage,
  resetToHandOverPage,
  useResetLinkPage,
  ...invitationsPages,
  invitePage,
  invitationPage,
  acceptInvitationPage,
  mySharingPage,
  personSharingPage,
  organisationSharingPage,
  helpPage,
  accessibilityStatementPage,
  privacyPage,
  cookiesPage,
]
export const navigation: NavigationItem[] = [
  {
    text: 'Accounts',
    href: '/access/accounts',
    access: 'access.manage',
    section: 'Administration',
    description: 'Who can sign in and what for; invite people, give, delegate and end roles.',
  },
]
export const jobs: Job[] = []
