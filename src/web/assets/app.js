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

/**
 * A list looks while somebody types what they look for. The address follows, so that the page can be kept, shared and come
 * back to; without this script the form's button does the same.
 */
for (const form of document.querySelectorAll('form[data-ow-search]')) {
  let asked = new AbortController()
  let waiting
  form.querySelector('input[type=search]').addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      asked.abort()
      asked = new AbortController()
      void look(form, asked.signal)
    }, 250)
  })
}

async function look(form, signal) {
  const url = new URL(form.action)
  url.search = new URLSearchParams(new FormData(form)).toString()
  const answer = await fetch(url, { signal }).catch(() => null)
  const text = answer?.ok ? await answer.text().catch(() => null) : null
  if (text !== null) showFound(new DOMParser().parseFromString(text, 'text/html'), url)
}

/** Takes over what was found, part by part: the count stays where it is, so that it is read out when it changes. */
function showFound(found, url) {
  for (const id of ['list-above', 'list-files', 'list-rows', 'list-count']) {
    const [now, then] = [document.getElementById(id), found.getElementById(id)]
    if (now && then) now.replaceChildren(...then.childNodes)
  }
  history.replaceState(null, '', url)
}
