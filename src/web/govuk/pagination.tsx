import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Attributes, Content, Maybe, Styled } from './props.ts'

export interface PaginationItem {
  number?: number | string | undefined
  href?: string | undefined
  current?: boolean | undefined
  /** A gap in place of pages. */
  ellipsis?: boolean | undefined
  visuallyHiddenText?: string | undefined
  attributes?: Attributes | undefined
}

export interface PaginationLink extends Content {
  href: string
  /** What the next or previous page is about. */
  labelText?: string | undefined
  attributes?: Attributes | undefined
}

export interface PaginationProps extends Styled {
  items?: readonly Maybe<PaginationItem>[] | undefined
  previous?: PaginationLink | undefined
  next?: PaginationLink | undefined
  /** The landmark's name: "Pagination" unless given. */
  landmarkLabel?: string | undefined
}

export function Pagination({ items, previous, next, ...props }: PaginationProps) {
  const isBlock = !items && Boolean(next ?? previous)
  return (
    <nav
      class={classNames('govuk-pagination', isBlock && 'govuk-pagination--block', props.classes)}
      aria-label={props.landmarkLabel || 'Pagination'}
      {...props.attributes}
    >
      {previous?.href && <ArrowLink {...previous} direction="prev" isBlock={isBlock} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map(
            (item) =>
              item && (item.ellipsis ? <Ellipsis /> : item.href && <Page {...item} href={item.href} />),
          )}
        </ul>
      )}
      {next?.href && <ArrowLink {...next} direction="next" isBlock={isBlock} />}
    </nav>
  )
}

const Ellipsis = () => <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>

const Page = ({
  number,
  href,
  current,
  visuallyHiddenText,
  attributes,
}: PaginationItem & { href: string }) => (
  <li class={classNames('govuk-pagination__item', current && 'govuk-pagination__item--current')}>
    <a
      class="govuk-link govuk-pagination__link"
      href={href}
      aria-label={visuallyHiddenText ?? `Page ${number}`}
      aria-current={current ? 'page' : undefined}
      {...attributes}
    >
      {number}
    </a>
  </li>
)

interface ArrowLinkProps extends PaginationLink {
  direction: 'prev' | 'next'
  isBlock: boolean
}

function ArrowLink({ direction, isBlock, ...link }: ArrowLinkProps) {
  const arrowFirst = isBlock || direction === 'prev'
  return (
    <div class={`govuk-pagination__${direction}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={direction} {...link.attributes}>
        {arrowFirst && <Arrow direction={direction} />}
        <span
          class={classNames(
            'govuk-pagination__link-title',
            isBlock && !link.labelText && 'govuk-pagination__link-title--decorated',
          )}
        >
          {contentOf(link) || (
            <>
              {direction === 'prev' ? 'Previous' : 'Next'}
              <span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {isBlock && link.labelText && (
          <>
            {' '}
            <span class="govuk-visually-hidden">:</span>{' '}
            <span class="govuk-pagination__link-label">{link.labelText}</span>
          </>
        )}
        {!arrowFirst && <Arrow direction={direction} />}
      </a>
    </div>
  )
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

const Arrow = ({ direction }: { direction: 'prev' | 'next' }) => (
  <svg
    class={`govuk-pagination__icon govuk-pagination__icon--${direction}`}
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path d={arrows[direction]} />
  </svg>
)
