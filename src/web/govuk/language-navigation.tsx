import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Content, Styled } from './props.ts'

export interface LanguageNavigationItem extends Content, Styled {
  lang?: string | undefined
  /** The language of the page that the link leads to: `lang` unless given. */
  hrefLang?: string | undefined
  dir?: 'auto' | 'rtl' | 'ltr' | undefined
  href?: string | undefined
  current?: boolean | undefined
  /** Said after the language's name to people who listen to the page. */
  languageDescriptionText?: string | undefined
}

export interface LanguageNavigationProps extends Styled {
  items: readonly LanguageNavigationItem[]
  /** The landmark's name: "Language" unless given. */
  ariaLabel?: string | undefined
}

export const LanguageNavigation = (props: LanguageNavigationProps) => (
  <nav
    class={classNames('govuk-language-navigation', props.classes)}
    aria-label={props.ariaLabel ?? 'Language'}
    {...props.attributes}
  >
    <ul class="govuk-language-navigation__list">
      {props.items.map((item) => (
        <li class="govuk-language-navigation__list-item">
          {item.current || !item.href ? (
            <CurrentLanguage {...item} />
          ) : (
            <OtherLanguage {...item} href={item.href} />
          )}
        </li>
      ))}
    </ul>
  </nav>
)

const CurrentLanguage = (item: LanguageNavigationItem) => (
  <span
    class={classNames('govuk-language-navigation__text', item.classes)}
    aria-current="true"
    lang={item.lang}
    dir={item.dir}
    {...item.attributes}
  >
    {contentOf(item)}
  </span>
)

const OtherLanguage = (item: LanguageNavigationItem & { href: string }) => (
  <a
    class={classNames('govuk-language-navigation__link', item.classes)}
    href={item.href}
    rel="alternate"
    lang={item.lang}
    hreflang={item.hrefLang || item.lang}
    dir={item.dir}
    {...item.attributes}
  >
    {contentOf(item)}
    {item.languageDescriptionText && (
      <span class="govuk-visually-hidden"> {item.languageDescriptionText}</span>
    )}
  </a>
)
