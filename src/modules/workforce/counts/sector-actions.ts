import type { Context } from '#platform'

/** An action of a strategy that answers to a sector, as its page shows it. */
export interface SectorAction {
  text: string
  href: string
  /** How it goes, in a few words. */
  note: string
}

interface SectorActions {
  of(ctx: Context, sectorId: string): Promise<SectorAction[]>
  /** Where the actions of a sector are chosen. */
  choose(sectorId: string): string
}

/** Until app.ts says otherwise, there are no strategies. */
export let sectorActions: SectorActions = { of: async () => [], choose: () => '' }

/** Strategies stand above this module: what they say about a sector is given by app.ts. */
export function setSectorActions(given: SectorActions): void {
  sectorActions = given
}
