import { v7 } from 'uuid'

/** A new id: UUID version 7, which sorts by the moment it was made. People see refs and codes, never ids. */
export function newId(): string {
  return v7()
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether the text is a UUID, so that it can be put where only an id may stand. */
export function isId(text: string): boolean {
  return UUID.test(text)
}

/** Stands for "no partnership": what happens to the installation itself is recorded under it. */
export const installationId = '00000000-0000-0000-0000-000000000000'
