import { classNames } from './class-names.ts'
import type { Attributes, Content, Maybe, Styled } from './props.ts'

export interface TabItem {
  /** The prefix and the tab's number unless given. */
  id?: string | undefined
  label: string
  attributes?: Attributes | undefined
  panel: Content & { attributes?: Attributes | undefined }
}

export interface TabsProps extends Styled {
  items?: readonly Maybe<TabItem>[] | undefined
  id?: string | undefined
  idPrefix?: string | undefined
  /** Shown above the list of tabs without JavaScript: "Contents" unless given. */
  title?: string | undefined
}

export function Tabs({ items = [], ...props }: TabsProps) {
  const idOf = (item: TabItem, index: number) => item.id || `${props.idPrefix}-${index + 1}`
  return (
    <div
      id={props.id}
      class={classNames('govuk-tabs', props.classes)}
      data-module="govuk-tabs"
      {...props.attributes}
    >
      <h2 class="govuk-tabs__title">{props.title ?? 'Contents'}</h2>
      {items.length > 0 && (
        <ul class="govuk-tabs__list">
          {items.map(
            (item, index) =>
              item && (
                <li
                  class={classNames(
                    'govuk-tabs__list-item',
                    index === 0 && 'govuk-tabs__list-item--selected',
                  )}
                >
                  <a class="govuk-tabs__tab" href={`#${idOf(item, index)}`} {...item.attributes}>
                    {item.label}
                  </a>
                </li>
              ),
          )}
        </ul>
      )}
      {items.map(
        (item, index) =>
          item && (
            <div
              class={classNames('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')}
              id={idOf(item, index)}
              {...item.panel.attributes}
            >
              {item.panel.html || (item.panel.text && <p class="govuk-body">{item.panel.text}</p>)}
            </div>
          ),
      )}
    </div>
  )
}
