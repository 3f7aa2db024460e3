/**
 * Records of one length, filled up with blanks and with nothing between them: the length is found by where text begins behind blanks. In records
 * of the right length those places stand in a few columns, in any other they are spread.
 */

/** Print files with and without carriage control and descriptors, screens, IPCS at its widest. */
export const USUAL_LENGTHS: readonly number[] = [133, 132, 121, 137, 80, 250, 255, 256, 72]
/** Record lengths seen for listings: 80 to 255; a little more for print files with descriptors left in. */
const MIN_LENGTH = 40
const MAX_LENGTH = 1024
/** Fewer blanks may stand between words. */
const FILLING_BLANKS = 3
const MAX_PLACES = 1_500
/** Share of characters that are the same in lines of one log. */
const LEAST_LIKENESS = 0.2
/** Records that are compared with the next one at the least: two that are alike may be one line that repeats itself. */
const LEAST_COMPARED = 2
/** What chance does shows at lengths that no record has. */
const UNUSUAL_LENGTHS: readonly number[] = [67, 101, 127, 139, 149, 167, 173, 211, 241]
/** Order that chance does not make: of so many places as there are at most columns in use. */
const LEAST_ORDER = 0.08
/** A length about as good as the best one is taken before it when it is usual. */
const ABOUT_AS_GOOD = 0.7

/** `text`: ASCII, of which `isWhole` says whether it is all there is. 0: it has no such records. */
export function recordPeriod(text: Uint8Array, isWhole: boolean): number {
  const places = placesOf(text)
  if (places.length < 2) return 0
  const orders = new Float64Array(MAX_LENGTH + 1)
  let best = 0
  for (let length = MIN_LENGTH; length <= MAX_LENGTH; length++) {
    // Two records at the least.
    if (text.length <= length) break
    orders[length] = orderOf(places, length)
    best = Math.max(best, orders[length] ?? 0)
  }
  if (best < Math.max(LEAST_ORDER, Math.min(0.5, 4 / places.length))) return 0
  const good = (length: number): boolean => (orders[length] ?? 0) >= best * ABOUT_AS_GOOD
  const fits = (length: number): boolean => !isWhole || text.length % length === 0
  const usual = USUAL_LENGTHS.filter(good)
  const found = usual.find(fits) ?? longest(good, fits) ?? usual[0] ?? longest(good, () => true)
  return found ?? 0
}

/**
 * The length after which the same characters come again far oftener than after others: of records that are full, so that no blanks show where
 * they end. Lines of a log begin alike. Only usual lengths are tried; 0: none.
 */
export function alikeLength(text: Uint8Array): number {
  const chance = Math.max(...UNUSUAL_LENGTHS.map((length) => likenessOf(text, length)))
  const alike = USUAL_LENGTHS.map((length) => ({ length, likeness: likenessOf(text, length) }))
  const best = alike.reduce((one, other) => (other.likeness > one.likeness ? other : one))
  return best.likeness > Math.max(LEAST_LIKENESS, chance * 2) ? best.length : 0
}

/** Share of characters, blanks left out, that stand there again a record later. */
function likenessOf(text: Uint8Array, length: number): number {
  let compared = 0
  let same = 0
  for (let at = 0; at + length < text.length; at++) {
    if (text[at] === 0x20) continue
    compared++
    if (text[at] === text[at + length]) same++
  }
  return compared < LEAST_COMPARED * length ? 0 : same / compared
}

/** Any part of the right length is as orderly as it, so that the longest one counts. */
function longest(good: (length: number) => boolean, fits: (length: number) => boolean): number | undefined {
  for (let length = MAX_LENGTH; length >= MIN_LENGTH; length--) if (good(length) && fits(length)) return length
  return undefined
}

/** Where text begins: at the front, and behind blanks that may fill a record up. None where it is no text. */
function placesOf(text: Uint8Array): number[] {
  const places: number[] = []
  let blanks = FILLING_BLANKS
  for (let at = 0; at < text.length && places.length < MAX_PLACES; at++) {
    const byte = text[at] as number
    if (byte === 0x20) blanks++
    else {
      if (byte < 0x09) return []
      if (blanks >= FILLING_BLANKS) places.push(at)
      blanks = 0
    }
  }
  return places
}

/** 1 when all places stand in one column of records of this length, near 0 when they are spread over all. */
function orderOf(places: readonly number[], length: number): number {
  const counts = new Uint16Array(length)
  for (const place of places) {
    const column = place % length
    counts[column] = (counts[column] ?? 0) + 1
  }
  let sum = 0
  for (const count of counts) sum += count * count
  return sum / (places.length * places.length)
}
