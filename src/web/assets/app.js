import { initAll } from './govuk-frontend.min.js'

initAll()

/** A second click while a form is on its way sends nothing. The server would do it only once anyway. */
const onItsWay = new WeakSet()

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.getAttribute('method') !== 'post') return
  if (onItsWay.has(form)) {
    event.preventDefault()
    return
  }
  onItsWay.add(form)
  // An answer that never comes, or one that is a file, must not leave the form dead.
  setTimeout(() => onItsWay.delete(form), 5000)
})

/** A page of work that goes on looks again after so many seconds. It has a link that does the same. */
for (const waiting of document.querySelectorAll('[data-ow-look-again]'))
  setTimeout(() => location.reload(), Number(waiting.dataset.owLookAgain) * 1000)
