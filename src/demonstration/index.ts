import type { Services } from '#platform'

export interface DemonstrationOptions {
  say(sentence: string): void
}

/** Builds the demonstration partnerships. */
export async function loadDemonstration(_services: Services, options: DemonstrationOptions): Promise<void> {
  options.say('Loading the demonstration partnerships.')
}
