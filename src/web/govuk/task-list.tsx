import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Content, Maybe, Styled } from './props.ts'
import { Tag, type TagProps } from './tag.tsx'

export interface TaskListItem {
  title: Content & { classes?: string | undefined }
  hint?: Content | undefined
  status: Content & { tag?: TagProps | undefined; classes?: string | undefined }
  /** Without an address, the task cannot be started yet. */
  href?: string | undefined
  classes?: string | undefined
}

export interface TaskListProps extends Styled {
  items: readonly Maybe<TaskListItem>[]
  /** What the ids begin with: "task-list" unless given. */
  idPrefix?: string | undefined
}

export const TaskList = ({ items, idPrefix, classes, attributes }: TaskListProps) => (
  <ul class={classNames('govuk-task-list', classes)} {...attributes}>
    {items.map((item, index) => item && <Task {...item} id={`${idPrefix || 'task-list'}-${index + 1}`} />)}
  </ul>
)

const Task = ({ id, title, hint, status, href, classes }: TaskListItem & { id: string }) => (
  <li class={classNames('govuk-task-list__item', href && 'govuk-task-list__item--with-link', classes)}>
    <div class="govuk-task-list__name-and-hint">
      {href ? (
        <a
          class={classNames('govuk-link govuk-task-list__link', title.classes)}
          href={href}
          aria-describedby={hint ? `${id}-hint ${id}-status` : `${id}-status`}
        >
          {contentOf(title)}
        </a>
      ) : (
        <div class={title.classes}>{contentOf(title)}</div>
      )}
      {hint && (
        <div id={`${id}-hint`} class="govuk-task-list__hint">
          {contentOf(hint)}
        </div>
      )}
    </div>
    <div class={classNames('govuk-task-list__status', status.classes)} id={`${id}-status`}>
      {status.tag ? <Tag {...status.tag} /> : contentOf(status)}
    </div>
  </li>
)
