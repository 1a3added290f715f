import type { ComponentChildren } from 'preact'
import { asset } from './assets.ts'
import type { NavigationItem, Visitor } from './access.ts'
import { Menu } from './menu.tsx'
import { Breadcrumbs, NotificationBanner, SkipLink } from './govuk/index.ts'

export interface Frame {
  title: string
  hasErrors: boolean
  visitor: Visitor
  partnership: { code: string; name: string; isDemonstration: boolean } | null
  /** The address being shown, to mark where in the navigation it is. */
  path: string
  navigation: NavigationItem[]
  message?: string | undefined
  csrf: string
  breadcrumbs?: { text: string; href: string }[] | undefined
}

/** Every page's frame: the bar with who and where, navigation by role, and the foot. Prints without both. */
export function Layout({ children, ...frame }: Frame & { children: ComponentChildren }) {
  const { partnership, visitor } = frame
  return (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${frame.hasErrors ? 'Error: ' : ''}${frame.title} – ${partnership?.code ? `${partnership.name} – ` : ''}OneWorkforce`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#0b5563" />
        <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
        <link rel="manifest" href={asset('app.webmanifest')} />
        <link rel="stylesheet" href={asset('app.css')} />
        <link rel="modulepreload" href={asset('govuk-frontend.min.js')} />
        <script src={asset('app.js')} type="module" />
      </head>
      <body class="govuk-template__body">
        <script src={asset('js-enabled.js')} />
        <SkipLink text="Skip to main content" href="#main-content" />
        <header class="ow-header">
          <div class="ow-header__bar govuk-width-container">
            <a
              class="ow-header__name"
              href={partnership?.code && visitor.roleName ? `/p/${partnership.code}` : '/'}
            >
              OneWorkforce
            </a>
            {partnership?.code ? <span class="ow-header__partnership">{partnership.name}</span> : null}
            {visitor.accountId ? <Account {...frame} /> : <SignIn {...frame} />}
          </div>
        </header>
        {partnership?.isDemonstration ? (
          <div class="ow-demonstration" role="region" aria-label="Demonstration">
            <p class="govuk-width-container govuk-body-s">
              Demonstration: the people are invented. Figures marked “published” are from the documents they
              name.
            </p>
          </div>
        ) : null}
        {partnership?.code ? <Menu items={frame.navigation} path={frame.path} /> : null}
        <div class="govuk-width-container">
          {frame.breadcrumbs ? <Breadcrumbs items={frame.breadcrumbs} /> : null}
          <main class="govuk-main-wrapper" id="main-content">
            {frame.message ? (
              <NotificationBanner type="success">
                <p class="govuk-notification-banner__heading">{frame.message}</p>
              </NotificationBanner>
            ) : null}
            {children}
          </main>
        </div>
        <footer class="govuk-footer ow-footer">
          <div class="govuk-width-container">
            <ul class="govuk-footer__inline-list">
              <FooterLink href="/help" text="Help" />
              <FooterLink href="/accessibility-statement" text="Accessibility statement" />
              <FooterLink href="/privacy" text="Privacy notice" />
              <FooterLink href="/cookies" text="Cookies" />
            </ul>
          </div>
        </footer>
      </body>
    </html>
  )
}

function FooterLink({ href, text }: { href: string; text: string }) {
  return (
    <li class="govuk-footer__inline-list-item">
      <a class="govuk-footer__link" href={href}>
        {text}
      </a>
    </li>
  )
}

function SignIn({ path }: Frame) {
  if (path.startsWith('/sign-in')) return null
  return (
    <nav class="ow-header__account" aria-label="Account">
      <a class="ow-header__link" href="/sign-in">
        Sign in
      </a>
    </nav>
  )
}

function Account({ visitor, csrf }: Frame) {
  return (
    <nav class="ow-header__account" aria-label="Account">
      <a class="ow-header__link" href="/account">
        {visitor.name}
        {visitor.roleName ? <span class="ow-header__role">, {visitor.roleName}</span> : null}
      </a>
      <form method="post" action="/sign-out" class="ow-header__form">
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="_token" value={csrf} />
        <button class="ow-header__link ow-header__button">Sign out</button>
      </form>
    </nav>
  )
}
