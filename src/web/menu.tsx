import { type NavigationItem, type Section, sections } from './access.ts'

/**
 * The parts of the product that this visitor may use and, within the one being looked at, its pages. A part of which they
 * may use one page alone goes by the name of that page.
 */
export function Menu({ items, path }: { items: NavigationItem[]; path: string }) {
  if (items.length === 0) return null
  const current = itemAt(items, path)
  const parts = bySection(items)
  const open = parts.find(({ section }) => section === current?.section)
  return (
    <>
      <nav class="ow-navigation" aria-label="Menu">
        <ul class="ow-navigation__list govuk-width-container">
          {parts.map(({ section, pages }) => (
            <Item
              text={pages.length === 1 ? pages[0]!.text : section}
              href={pages[0]!.href}
              isCurrent={section === current?.section}
            />
          ))}
        </ul>
      </nav>
      {open && open.pages.length > 1 ? (
        <nav class="ow-navigation ow-navigation--pages" aria-label={open.section}>
          <ul class="ow-navigation__list govuk-width-container">
            {open.pages.map((item) => (
              <Item text={item.text} href={item.href} isCurrent={item === current} />
            ))}
          </ul>
        </nav>
      ) : null}
    </>
  )
}

function Item({ text, href, isCurrent }: { text: string; href: string; isCurrent: boolean }) {
  return (
    <li class={`ow-navigation__item${isCurrent ? ' ow-navigation__item--active' : ''}`}>
      <a class="ow-navigation__link" href={href} aria-current={isCurrent ? 'true' : undefined}>
        {text}
      </a>
    </li>
  )
}

/** The item that an address belongs to: the one that it begins with the longest part of. */
function itemAt(items: NavigationItem[], path: string): NavigationItem | undefined {
  return items
    .filter((item) => path === item.href || path.startsWith(`${item.href}/`))
    .toSorted((a, b) => b.href.length - a.href.length)[0]
}

/** The items by part of the menu, in its order: what a partnership's first page is arranged by. */
export function bySection<Item extends { section: Section }>(items: readonly Item[]) {
  return sections
    .map((section) => ({ section, pages: items.filter((item) => item.section === section) }))
    .filter(({ pages }) => pages.length > 0)
}
