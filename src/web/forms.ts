import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** A file that came with a form, kept in a temporary folder until the answer is given. */
export interface UploadedFile {
  path: string
  fileName: string
  contentType: string
  sizeBytes: number
}

/** The question "choose a file": refused with the sentence when none came. */
export function fileAnswer(sentence: string): z.ZodType<UploadedFile> {
  return z.custom<UploadedFile>(
    (value) => typeof value === 'object' && value !== null && 'path' in value,
    sentence,
  )
}

/** A text that must be given, with spaces around it taken off. */
export function textAnswer(sentence: string, limit = 200): z.ZodType<string> {
  return z
    .string({ error: sentence })
    .trim()
    .min(1, sentence)
    .max(limit, `Must be ${limit} characters or fewer`)
}

/** A text that may be left empty. */
export function optionalText(limit = 2000): z.ZodType<string> {
  return z.string().trim().max(limit, `Must be ${limit} characters or fewer`).default('')
}

/** What was typed in a field whose name is not known beforehand; empty when nothing was. */
export function typed(answers: Readonly<Record<string, unknown>>, name: string): string {
  const value = answers[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** Boxes that were ticked, none or many: one tick comes as text, several as a list. */
export function ticks(): z.ZodType<string[]> {
  return z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.string()),
  )
}

/** One of a fixed set, with the sentence for anything else. */
export function choice<const T extends string>(values: readonly T[], sentence: string): z.ZodType<T> {
  return z.enum(values, { error: sentence })
}

/** A whole number in a range, typed by a person: spaces and commas are forgiven. */
export function wholeNumber(sentence: string, { min, max }: { min: number; max: number }): z.ZodType<number> {
  return z
    .string({ error: sentence })
    .trim()
    .transform((text) => text.replaceAll(/[ ,]/g, ''))
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max, sentence)
    .transform(Number)
}

export interface SentForm {
  answers: Record<string, string | string[] | UploadedFile>
  /** The same without files, to be shown again. */
  values: Record<string, string | string[]>
  /** Removes the temporary files. */
  tidy(): Promise<void>
  tooLarge: boolean
}

/** Reads what a form sent, with or without a file. Nothing is trusted yet. */
export async function readForm(request: FastifyRequest, maxBytes: number): Promise<SentForm> {
  if (!request.isMultipart()) {
    const body = isRecord(request.body) ? request.body : {}
    const values: Record<string, string | string[]> = {}
    for (const [name, value] of Object.entries(body)) {
      if (typeof value === 'string') values[name] = value
      else if (Array.isArray(value)) values[name] = value.filter((item) => typeof item === 'string')
    }
    return { answers: values, values, tidy: async () => {}, tooLarge: false }
  }
  return readMultipart(request, maxBytes)
}

async function readMultipart(request: FastifyRequest, maxBytes: number): Promise<SentForm> {
  const folder = await mkdtemp(join(tmpdir(), 'oneworkforce-upload-'))
  const answers: Record<string, string | string[] | UploadedFile> = {}
  const values: Record<string, string | string[]> = {}
  let tooLarge = false
  for await (const part of request.parts({
    limits: { fileSize: maxBytes, files: 1, fields: 200, fieldSize: 100_000 },
  })) {
    if (part.type === 'field') {
      const value = String(part.value)
      const before = values[part.fieldname]
      values[part.fieldname] = before === undefined ? value : [before, value].flat()
      answers[part.fieldname] = values[part.fieldname]!
      continue
    }
    const path = join(folder, randomBytes(8).toString('hex'))
    const file = createWriteStream(path, { mode: 0o600 })
    await pipeline(part.file, file)
    if (part.file.truncated) tooLarge = true
    if (part.filename)
      answers[part.fieldname] = {
        path,
        fileName: part.filename,
        contentType: part.mimetype,
        sizeBytes: file.bytesWritten,
      }
  }
  return { answers, values, tooLarge, tidy: () => rm(folder, { recursive: true, force: true }) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The fields that hold the one character that the database cannot, which nobody types; null when none does. */
export function unshowable({ values }: SentForm): Record<string, string> | null {
  const names = Object.keys(values).filter((name) =>
    [values[name]].flat().some((text) => text?.includes('\0')),
  )
  return names.length === 0
    ? null
    : Object.fromEntries(names.map((name) => [name, 'Take out the characters that cannot be shown']))
}

/** The first mistake of each field, by the field's name. */
export function mistakes(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) errors[String(issue.path[0] ?? '_form')] ??= issue.message
  return errors
}

/** A token that tells one opening of a form from another. */
export function formToken(): string {
  return randomBytes(16).toString('base64url')
}
