import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { Place, Tab } from './address-bar.ts'
import type { Handshake } from './handshake.svelte.ts'
import type { SourceLines } from './source-lines.svelte.ts'
import { readLink, writeLink, type LinkedPlace } from './place-link.ts'

/** What links need of the rest of the window. */
export interface LinksPlace {
  /** Where one is now. */
  readonly here: () => LinkedPlace
  readonly title: () => string
  readonly goTo: (place: LinkedPlace) => void
  readonly copy: (what: string, text: string) => Promise<void>
}

interface Shown {
  readonly handshake: Handshake
  readonly lines: SourceLines
  showSource(source: number, line?: number): void
}

/** With the bytes that are chosen, and the line of the source where that is what is shown. */
export function linkedHere(place: Place, { handshake, lines }: Shown): LinkedPlace {
  const { bytes } = handshake
  const inSource = place.tab === 'source'
  return {
    ...place,
    bytes: bytes && place.message !== undefined ? [bytes.start, bytes.end] : undefined,
    source: inSource ? lines.source : undefined,
    line: inSource ? lines.chosen : undefined,
  }
}

export function showLinked({ bytes, source, line }: LinkedPlace, window: Shown): void {
  if (bytes) window.handshake.bytes = { start: bytes[0], end: bytes[1] }
  if (source !== undefined) window.showSource(source, line)
}

const WORDS: Readonly<Partial<Record<Tab, string>>> = { source: 'the line of the source', notes: 'the notes' }

/** Links to places of a case: made of the place that is shown, and followed in the case that is open. */
export class Links {
  /** The dialog that asks for one. */
  asking = $state(false)
  text = $state('')
  /** Why it was not followed. */
  problem = $state.raw<string | undefined>()
  readonly #engine: EngineClient
  readonly #place: LinksPlace

  constructor(engine: EngineClient, place: LinksPlace) {
    this.#engine = engine
    this.#place = place
  }

  /** The case that the link was made in, where it is called otherwise than the one that is open. */
  get strange(): string | undefined {
    const title = readLink(this.text)?.title
    return title === undefined || title === '' || title === this.#place.title() ? undefined : title
  }

  copy(): Promise<void> {
    const here = this.#place.here()
    const what =
      here.message !== undefined ? 'the message' : here.connection !== undefined ? 'the connection' : 'the overview'
    return this.#place.copy(`link to ${WORDS[here.tab] ?? what}`, writeLink(here, this.#place.title()))
  }

  ask(): void {
    this.text = ''
    this.problem = undefined
    this.asking = true
  }

  async follow(): Promise<void> {
    const link = readLink(this.text)
    if (!link) {
      this.problem = 'This is no link of gskope: one begins with gskope:?case='
      return
    }
    const { connection } = link.place
    if (connection !== undefined) {
      const there = await this.#engine.request('connection.detail', { id: connection })
      if (!there.ok) {
        this.problem = there.code === 'not-found' ? `This case has no connection ${connection}.` : there.message
        return
      }
    }
    this.asking = false
    this.#place.goTo(link.place)
  }
}
