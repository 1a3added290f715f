/** Work together with other authorities and support among them, as the partnership's own documents state it. */
import { existsSync } from 'node:fs'
import { logPeerSupport, saveCollaboration } from '#partnership'
import type { Context } from '#platform'
import { dataPath, readJson } from './sources.ts'

interface Stated {
  collaborations: {
    name: string
    purpose: string
    statedMembers?: number
    statedStreams?: number
    members: string[]
    streams?: string[]
    source: string
  }[]
  peerSupport: {
    direction: 'given' | 'received'
    otherParty: string
    kind: 'mentoring' | 'sharing'
    topic: string
    startedOn: string
    source: string
  }[]
}

/** Documents of some partnerships state none. */
export async function keepCollaborations(ctx: Context): Promise<void> {
  const path = dataPath('partnerships', ctx.partnership.code, 'collaborations.json')
  if (!existsSync(path)) return
  const { collaborations, peerSupport } = await readJson<Stated>(path)
  for (const one of collaborations)
    await saveCollaboration(ctx, {
      ...one,
      startedOn: null,
      endedOn: null,
      statedMembers: one.statedMembers ?? null,
      statedStreams: one.statedStreams ?? null,
      host: null,
      streams: one.streams ?? [],
    })
  for (const one of peerSupport)
    await logPeerSupport(ctx, { ...one, endedOn: null, days: null, whatChanged: null, collaborationId: null })
}
