import { readPlace, writePlace, type Place } from './address-bar.ts'

/** A place of a case as a text that somebody can send: the address within the window, and what the address does not have. */
export interface LinkedPlace extends Place {
  /** Of the message that is open: from, and to (left out). */
  readonly bytes: readonly [start: number, end: number] | undefined
  readonly source: number | undefined
  /** Of the source, from 1. */
  readonly line: number | undefined
}

const SCHEME = 'gskope:'
/** No case has a longer title, and no link as much in it. */
const MOST_TEXT = 4_000

/** `gskope:?case=a.pcap#connection=3&message=2&bytes=4-6`; nothing in it says where files lie. */
export function writeLink(place: LinkedPlace, title: string): string {
  const hash = new URLSearchParams(writePlace(place).replace(/^#/, ''))
  if (place.tab !== 'ladder') hash.set('tab', place.tab)
  if (place.bytes) hash.set('bytes', place.bytes.join('-'))
  if (place.source !== undefined) hash.set('source', String(place.source))
  if (place.line !== undefined) hash.set('line', String(place.line))
  return `${SCHEME}?${new URLSearchParams({ case: title })}#${hash}`
}

/** Undefined for what is no such link. The title is that of the case in which it was made. */
export function readLink(text: string): { readonly place: LinkedPlace; readonly title: string } | undefined {
  const link = text.trim()
  if (!link.startsWith(`${SCHEME}?`) || link.length > MOST_TEXT) return undefined
  const cut = link.indexOf('#')
  if (cut < 0) return undefined
  const hash = link.slice(cut)
  const given = new URLSearchParams(hash.slice(1))
  const [start, end] = (given.get('bytes') ?? '').split('-').map(whole)
  return {
    title: new URLSearchParams(link.slice(SCHEME.length, cut)).get('case') ?? '',
    place: {
      ...readPlace(hash),
      bytes: start !== undefined && end !== undefined && start < end ? [start, end] : undefined,
      source: whole(given.get('source')),
      line: whole(given.get('line')),
    },
  }
}

function whole(text: string | null | undefined): number | undefined {
  return text !== undefined && text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}
