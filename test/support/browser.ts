import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { parseHTML } from 'linkedom'
import { sessionCookie } from '#web'

export interface FileToSend {
  fileName: string
  content: string | Buffer
  contentType?: string
}

type Answers = Record<string, string | string[] | FileToSend>

/** A browser as a person without JavaScript has it: cookies, links, and forms filled in by their labels. */
export class Browser {
  readonly #app: FastifyInstance
  readonly #cookies = new Map<string, string>()

  constructor(app: FastifyInstance, sessionToken?: string) {
    this.#app = app
    if (sessionToken) this.#cookies.set(sessionCookie, sessionToken)
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies
  }

  /** Opens an address and follows where it leads. */
  async visit(url: string): Promise<TestPage> {
    let response = await this.send('GET', url)
    for (let hops = 0; hops < 5 && [302, 303].includes(response.statusCode); hops += 1) {
      url = String(response.headers.location)
      response = await this.send('GET', url)
    }
    return new TestPage(this, url, response)
  }

  /** One request, exactly as given; redirects are not followed. */
  async send(
    method: 'GET' | 'POST',
    url: string,
    payload?: string | Buffer,
    contentType?: string,
  ): Promise<LightMyRequestResponse> {
    const response = await this.#app.inject({
      method,
      url,
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(contentType ? { 'content-type': contentType } : {}),
      },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const { name, value, maxAge, expires } of response.cookies as {
      name: string
      value: string
      maxAge?: number
      expires?: Date
    }[]) {
      if (value === '' || maxAge === 0 || (expires && expires.getTime() < 86_400_000))
        this.#cookies.delete(name)
      else this.#cookies.set(name, encodeURIComponent(value))
    }
    return response
  }
}

/** A page as it was answered: what it says, its links and its forms. */
export class TestPage {
  readonly browser: Browser
  readonly url: string
  readonly status: number
  readonly html: string
  readonly headers: LightMyRequestResponse['headers']
  readonly body: Buffer
  readonly document: Document

  constructor(browser: Browser, url: string, response: LightMyRequestResponse) {
    this.browser = browser
    this.url = url
    this.status = response.statusCode
    this.html = response.body
    this.body = response.rawPayload
    this.headers = response.headers
    this.document = parseHTML(response.body).document
  }

  get heading(): string {
    return tidy(this.document.querySelector('h1')?.textContent)
  }

  get title(): string {
    return tidy(this.document.querySelector('title')?.textContent)
  }

  /** The text of the main part, white space folded. */
  get text(): string {
    return tidy((this.document.querySelector('main') ?? this.document).textContent)
  }

  /** The sentences of the error summary. */
  get errors(): string[] {
    return [...this.document.querySelectorAll('.govuk-error-summary__list li')].map((item) =>
      tidy(item.textContent),
    )
  }

  /** The cells of a table's rows, as text. */
  rows(selector = 'main table tbody tr'): string[][] {
    return [...this.document.querySelectorAll(selector)].map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => tidy(cell.textContent)),
    )
  }

  /** Follows the link with this text. */
  async follow(text: string): Promise<TestPage> {
    const links = [...this.document.querySelectorAll('a[href]')]
    const link =
      links.find((one) => tidy(one.textContent) === text) ??
      links.find((one) => tidy(one.textContent).includes(text))
    if (!link)
      throw new Error(
        `No link “${text}” on ${this.url}: ${links.map((one) => tidy(one.textContent)).join(' | ')}`,
      )
    return this.browser.visit(
      new URL(link.getAttribute('href')!, `http://x${this.url}`).href.replace('http://x', ''),
    )
  }

  /** The value that a field shows now, by its label or name. */
  valueOf(label: string): string | undefined {
    const field = this.#field(label)
    if (!field) return undefined
    if (field.tagName === 'TEXTAREA') return textIn(field)
    if (field.tagName === 'SELECT')
      return field.querySelector('option[selected]')?.getAttribute('value') ?? ''
    return field.getAttribute('value') ?? ''
  }

  /**
   * Fills in the page's main form by labels (or names) and sends it. What is not given is sent as the page shows it.
   * Returns the page it leads to.
   */
  async submit(answers: Answers = {}, options: { button?: string; form?: string } = {}): Promise<TestPage> {
    const response = await this.sendForm(answers, options)
    const location = response.headers.location
    return location ? this.browser.visit(location) : new TestPage(this.browser, this.url, response)
  }

  /** Sends the form and gives the bare answer. */
  async sendForm(
    answers: Answers = {},
    options: { button?: string; form?: string } = {},
  ): Promise<LightMyRequestResponse> {
    const form = this.form(options)
    const sent = this.#shownAnswers(form)
    for (const [label, value] of Object.entries(answers)) this.#fillIn(form, sent, label, value)
    const button = options.button
      ? [...form.querySelectorAll('button')].find((one) => tidy(one.textContent) === options.button)
      : undefined
    if (button?.getAttribute('name'))
      sent.push([button.getAttribute('name')!, button.getAttribute('value') ?? ''])
    const action = form.getAttribute('action') || this.url
    if (form.getAttribute('enctype') === 'multipart/form-data') {
      const { body, contentType } = multipart(sent)
      return this.browser.send('POST', action, body, contentType)
    }
    const body = new URLSearchParams(
      sent.map(([name, value]) => [name, typeof value === 'string' ? value : value.fileName]),
    ).toString()
    return this.browser.send('POST', action, body, 'application/x-www-form-urlencoded')
  }

  /** The form in the main part of the page that has this button, or the first that is sent by post. */
  form(options: { button?: string; form?: string } = {}): Element {
    const forms = [...this.document.querySelectorAll(options.form ?? 'main form')].filter(
      (form) => form.getAttribute('method')?.toLowerCase() === 'post',
    )
    const form = options.button
      ? forms.find((one) =>
          [...one.querySelectorAll('button')].some((b) => tidy(b.textContent) === options.button),
        )
      : forms[0]
    if (!form)
      throw new Error(
        `No form${options.button ? ` with “${options.button}”` : ''} on ${this.url}: ${this.heading}`,
      )
    return form
  }

  #shownAnswers(form: Element): [string, string | FileToSend][] {
    const sent: [string, string | FileToSend][] = []
    for (const field of form.querySelectorAll('input, select, textarea')) {
      const name = field.getAttribute('name')
      const type = field.getAttribute('type') ?? 'text'
      if (!name || type === 'file' || type === 'submit') continue
      if ((type === 'radio' || type === 'checkbox') && !field.hasAttribute('checked')) continue
      if (field.tagName === 'SELECT') {
        const option = field.querySelector('option[selected]') ?? field.querySelector('option')
        sent.push([name, option?.getAttribute('value') ?? ''])
      } else if (field.tagName === 'TEXTAREA') sent.push([name, textIn(field)])
      else sent.push([name, field.getAttribute('value') ?? (type === 'checkbox' ? 'on' : '')])
    }
    return sent
  }

  #fillIn(form: Element, sent: [string, string | FileToSend][], label: string, value: Answers[string]): void {
    const field = this.#field(label, form)
    if (!field) throw new Error(`No field “${label}” on ${this.url}`)
    const name = field.getAttribute('name') ?? label
    for (let index = sent.length - 1; index >= 0; index -= 1)
      if (sent[index]![0] === name) sent.splice(index, 1)
    for (const one of [value].flat()) {
      const text = typeof one === 'string' ? this.#choice(form, name, one) : one
      sent.push([name, text])
    }
  }

  /** What a radio, tick or option with this label sends; any other text stands for itself. */
  #choice(form: Element, name: string, text: string): string {
    const inputs = [...form.querySelectorAll('input[type=radio], input[type=checkbox]')].filter(
      (one) => one.getAttribute('name') === name,
    )
    const input = inputs.find(
      (one) => tidy(form.querySelector(`label[for="${one.id}"]`)?.textContent) === text,
    )
    if (input) return input.getAttribute('value') ?? 'on'
    const select = [...form.querySelectorAll('select')].find((one) => one.getAttribute('name') === name)
    const option = [...(select?.querySelectorAll('option') ?? [])].find(
      (one) => tidy(one.textContent) === text,
    )
    return option?.getAttribute('value') ?? text
  }

  #field(label: string, within?: Element): Element | undefined {
    const root = within ?? this.document.querySelector('main') ?? this.document
    const fields = [...root.querySelectorAll('input, select, textarea')]
    const labels = [...root.querySelectorAll('label')].filter((one) => tidy(one.textContent) === label)
    for (const one of labels) {
      const field = fields.find((candidate) => candidate.id === one.getAttribute('for'))
      if (field) return field
    }
    const legend = [...root.querySelectorAll('legend')].find((one) => tidy(one.textContent) === label)
    const inFieldset = legend?.closest('fieldset')?.querySelector('input, select, textarea')
    return inFieldset ?? fields.find((candidate) => candidate.getAttribute('name') === label)
  }
}

/** What a text area holds; the parser leaves its character references as they are. */
function textIn(area: Element): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return (area.textContent ?? '').replaceAll(
    /&(lt|gt|quot|#39|amp);/g,
    (_all, name: string) => characters[name]!,
  )
}

function multipart(parts: [string, string | FileToSend][]) {
  const boundary = 'form-boundary-of-the-tests'
  const chunks: Buffer[] = []
  for (const [name, value] of parts) {
    const file = typeof value === 'string' ? null : value
    const heading = file
      ? `; filename="${file.fileName}"\r\nContent-Type: ${file.contentType ?? 'application/octet-stream'}`
      : ''
    chunks.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${heading}\r\n\r\n`),
      Buffer.from(file ? file.content : (value as string)),
      Buffer.from('\r\n'),
    )
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`))
  return { body: Buffer.concat(chunks), contentType: `multipart/form-data; boundary=${boundary}` }
}

function tidy(text: string | null | undefined): string {
  return (text ?? '').replaceAll(/\s+/g, ' ').trim()
}
