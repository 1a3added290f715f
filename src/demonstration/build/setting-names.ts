import type { Random } from '../random.ts'

const firsts = [
  'Acorn', 'Alder', 'Amber', 'Apple', 'Ash', 'Barley', 'Beech', 'Birch', 'Bramble', 'Cherry', 'Clover', 'Copper',
  'Elder', 'Fern', 'Hazel', 'Heron', 'Holly', 'Juniper', 'Lark', 'Linden', 'Maple', 'Meadow', 'Mill', 'Oak', 'Plum',
  'River', 'Rowan', 'Sorrel', 'Swift', 'Thistle',
] // prettier-ignore
const seconds = [
  'bank', 'bridge', 'brook', 'croft', 'dale', 'end', 'field', 'gate', 'grove', 'hurst', 'lea', 'mead', 'side', 'view',
  'way', 'wood',
] // prettier-ignore

/** Invented names of places, each given once: Ashbrook, Rowanfield. Any likeness to a real school is chance. */
export function placeNames(random: Random): () => string {
  const names = random.shuffled(firsts.flatMap((first) => seconds.map((second) => first + second)))
  return () => {
    const name = names.pop()
    if (!name) throw new RangeError('There are no more invented names for settings')
    return name
  }
}
