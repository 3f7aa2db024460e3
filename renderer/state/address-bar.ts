/** As many as a person reads beside each other. */
export const MOST_COMPARED = 8

/** What of the window stands in its address, so that back and forward work and a place can be kept. */
export interface Place {
  readonly connection: number | undefined
  readonly tab: Tab
  readonly message: number | undefined
  /** Handshakes that stand beside each other: two as ladders, more as columns. */
  readonly compared: readonly number[] | undefined
  /** Two sources whose settings stand beside each other. */
  readonly settings: readonly [a: number, b: number] | undefined
}

export const TABS = [
  'ladder',
  'axis',
  'negotiation',
  'certificates',
  'table',
  'source',
  'notes',
  'explanation',
] as const
export type Tab = (typeof TABS)[number]

/** Both draw a handshake: in its order, and at its times. */
export type Drawing = Extract<Tab, 'ladder' | 'axis'>

export const isDrawing = (tab: Tab): tab is Drawing => tab === 'ladder' || tab === 'axis'

/** Where the open message is seen too. */
export const SHOWS_MESSAGES: ReadonlySet<Tab> = new Set(['ladder', 'axis', 'table', 'source'])

/** Of the case: shown whatever connection is chosen, or none. */
export const OF_CASE: ReadonlySet<Tab> = new Set(['source', 'notes'])

export function readPlace(hash: string): Place {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const tab = given.get('tab')
  const compared = numbers(given.get('compare'), MOST_COMPARED)
  const [a, b] = numbers(given.get('settings'), 2) ?? []
  return {
    connection: positive(given.get('connection')),
    tab: TABS.find((t) => t === tab) ?? 'ladder',
    message: positive(given.get('message')),
    compared,
    settings: a !== undefined && b !== undefined ? [a, b] : undefined,
  }
}

export function writePlace({ connection, tab, message, compared, settings }: Place): string {
  if (connection === undefined && compared === undefined && settings === undefined) return ''
  const place = new URLSearchParams()
  if (connection !== undefined) place.set('connection', String(connection))
  if (compared) place.set('compare', compared.join(','))
  if (settings) place.set('settings', settings.join(','))
  if (tab !== 'ladder') place.set('tab', tab)
  if (message !== undefined) place.set('message', String(message))
  return `#${place}`
}

/** Two and more that differ, and no more than `most`. */
function numbers(text: string | null, most: number): readonly number[] | undefined {
  const found = (text ?? '').split(',').map(positive)
  const known = found.filter((one) => one !== undefined)
  const fits = known.length === found.length && new Set(known).size === known.length
  return fits && known.length > 1 && known.length <= most ? known : undefined
}

function positive(text: string | null): number | undefined {
  const value = Number(text)
  return Number.isSafeInteger(value) && value > 0 ? value : undefined
}
