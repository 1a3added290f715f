import { z } from 'zod'
import { BackLink, FormErrorSummary, page, problem, redirect, stale } from '#web'
import { CourseForm, courseForm, valuesOfCourse } from './course-form.tsx'
import { findCourse } from './course.queries.ts'
import { addCourse, changeCourse } from './save-course.ts'

const codeTaken = 'Another course has this code. Choose a different one.'

/** Adds a course to the catalogue. */
export const newCoursePage = page({
  url: '/learning/courses/new',
  access: 'learning.coordinate',
  form: courseForm,
  async show() {
    return { title: 'Add a course' }
  },
  async submit(ctx, _params, { details }) {
    const result = await addCourse(ctx, details)
    if (result.outcome !== 'saved') return problem({ code: codeTaken })
    return redirect(`/learning/courses/${result.courseId}`, 'The course is in the catalogue. Put it on next.')
  },
  view: ({ title, form, link }) => (
    <>
      <BackLink href={link('/learning')} text="All courses" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">
            A course is described once. Each time it is held you put it on as an event with dates and places.
          </p>
          <CourseForm form={form} button="Add the course" />
        </div>
      </div>
    </>
  ),
})

/** Changes what the catalogue says about a course. */
export const editCoursePage = page({
  url: '/learning/courses/:courseId/edit',
  access: 'learning.coordinate',
  params: z.object({ courseId: z.uuid() }),
  form: courseForm,
  async show(ctx, { courseId }) {
    const course = await findCourse(ctx, courseId)
    return {
      title: 'Change the description',
      course,
      version: course.version,
      values: valuesOfCourse(course),
    }
  },
  async submit(ctx, { courseId }, { version, details }) {
    await findCourse(ctx, courseId)
    const result = await changeCourse(ctx, { courseId, version, details })
    if (result.outcome === 'stale') return stale('this course')
    if (result.outcome === 'code-taken') return problem({ code: codeTaken })
    return redirect(`/learning/courses/${courseId}`, 'The description was changed')
  },
  view: ({ title, course, form, link }) => (
    <>
      <BackLink href={link(`/learning/courses/${course.id}`)} text={course.title} />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <span class="govuk-caption-l">{course.title}</span>
          <h1 class="govuk-heading-l">{title}</h1>
          <CourseForm form={form} button="Save" />
        </div>
      </div>
    </>
  ),
})
