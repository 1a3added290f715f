/** There is no such thing, or none that the actor may see: the page says "page not found". */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** The actor is known but may not do this: the page says who can help. */
export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** The first row, or NotFound: for things named in an address. */
export function found<T>(row: T | undefined): T {
  if (row === undefined) throw new NotFound('Not found')
  return row
}
