/** The kinds of import there are, from every module: filled in by app.ts, since modules above this one have some too. */
import { NotFound } from '#platform'
import type { ImportKind } from '#platform/imports/index'

let offered: readonly ImportKind[] = []

export function offerImports(kinds: readonly ImportKind[]): void {
  offered = kinds
}

export function importsOffered(): readonly ImportKind[] {
  return offered
}

/** @throws NotFound when there is no such kind, as for a mistyped address */
export function findKind(name: string): ImportKind {
  const kind = offered.find((one) => one.name === name)
  if (!kind) throw new NotFound('No such kind of import')
  return kind
}
