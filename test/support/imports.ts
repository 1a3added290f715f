import type { PartnershipIdentity } from '#platform'
import {
  type ImportAnswer,
  type ImportKind,
  type ImportReport,
  type ImportRequest,
  importFile,
} from '#platform/imports/index'
import type { World } from './world.ts'

type Rest = Partial<Omit<ImportRequest, 'kind' | 'file'>>

/** Brings in a file that is given as text, as a command would. */
export function bringIn(
  world: World,
  partnership: PartnershipIdentity,
  kind: ImportKind,
  csv: string,
  rest: Rest = {},
): Promise<ImportAnswer> {
  const file = { fileName: `${kind.name}.csv`, content: Buffer.from(csv) }
  return world.act(partnership, (ctx) => importFile(ctx, { kind, file, ...rest }))
}

/** The same for a file that can be read: its report. */
export async function reportOf(...given: Parameters<typeof bringIn>): Promise<ImportReport> {
  const answer = await bringIn(...given)
  if ('refused' in answer) throw new Error(answer.refused.map(({ reason }) => reason).join(' '))
  return answer
}
