/** What of the window stands in its address, so that back and forward work and a place can be kept. */
export interface Place {
  readonly connection: number | undefined
  readonly tab: Tab
  readonly message: number | undefined
  /** Two handshakes that stand beside each other. */
  readonly compared: readonly [a: number, b: number] | undefined
}

export const TABS = ['ladder', 'negotiation', 'certificates', 'table', 'source', 'notes', 'explanation'] as const
export type Tab = (typeof TABS)[number]

export function readPlace(hash: string): Place {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const tab = given.get('tab')
  const [a, b] = (given.get('compare') ?? '').split(',').map(positive)
  return {
    connection: positive(given.get('connection')),
    tab: TABS.find((t) => t === tab) ?? 'ladder',
    message: positive(given.get('message')),
    compared: a !== undefined && b !== undefined && a !== b ? [a, b] : undefined,
  }
}

export function writePlace({ connection, tab, message, compared }: Place): string {
  if (connection === undefined && compared === undefined) return ''
  const place = new URLSearchParams()
  if (connection !== undefined) place.set('connection', String(connection))
  if (compared) place.set('compare', compared.join(','))
  if (tab !== 'ladder') place.set('tab', tab)
  if (message !== undefined) place.set('message', String(message))
  return `#${place}`
}

function positive(text: string | null): number | undefined {
  const value = Number(text)
  return Number.isSafeInteger(value) && value > 0 ? value : undefined
}
