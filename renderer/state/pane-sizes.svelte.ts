import { readStored, writeStored } from './stored.ts'
import { windowSize } from './window-size.ts'

export const PANES = {
  /** Width of the connections list, px. */
  list: { min: 240, max: 640, standard: 336 },
  /** Width of the connections list where it has columns, px. */
  columns: { min: 320, max: 1_800, standard: 680 },
  /** Width of the explanation, px. */
  explanation: { min: 280, max: 640, standard: 348 },
  /** Height of the message under the ladder, px. */
  message: { min: 140, max: 900, standard: 290 },
  /** Share of the field tree in the message pane, percent. */
  tree: { min: 25, max: 70, standard: 42 },
} as const

/** Of a window that is larger than most, the share that a pane has until somebody sizes it: at least its standard, at most `upTo` px. */
const SHARE: Readonly<
  Partial<Record<Pane, { readonly of: 'width' | 'height'; readonly share: number; readonly upTo: number }>>
> = {
  list: { of: 'width', share: 0.15, upTo: 560 },
  columns: { of: 'width', share: 0.34, upTo: 1_300 },
  explanation: { of: 'width', share: 0.145, upTo: 560 },
  message: { of: 'height', share: 0.26, upTo: 560 },
}

export type Pane = keyof typeof PANES

const NAMES = Object.keys(PANES) as Pane[]

/** The size of a pane that nobody sized, in a window of these px. */
export function standardSize(name: Pane, widthPx: number, heightPx: number): number {
  const { standard } = PANES[name]
  const larger = SHARE[name]
  if (!larger) return standard
  const share = larger.share * (larger.of === 'width' ? widthPx : heightPx)
  return Math.round(Math.max(standard, Math.min(larger.upTo, share)))
}

/** How the user divided the window; kept between starts. What nobody sized follows the window. */
export class PaneSizes {
  readonly #chosen = $state<Partial<Record<Pane, number>>>({})

  constructor() {
    for (const name of NAMES) {
      const stored = Number(readStored(`pane.${name}`))
      if (stored > 0) this.#chosen[name] = clamp(name, stored)
    }
  }

  size(name: Pane): number {
    return this.#chosen[name] ?? standardSize(name, windowSize.widthPx, windowSize.heightPx)
  }

  resize(name: Pane, size: number): void {
    this.#chosen[name] = clamp(name, size)
    writeStored(`pane.${name}`, String(this.#chosen[name]))
  }

  /** Those that somebody sized. */
  get chosen(): Readonly<Partial<Record<Pane, number>>> {
    return { ...this.#chosen }
  }

  /** As a case has them. */
  restore(sizes: Readonly<Record<string, number>>): void {
    for (const name of NAMES) if (sizes[name] !== undefined) this.#chosen[name] = clamp(name, sizes[name])
  }

  reset(name: Pane): void {
    Reflect.deleteProperty(this.#chosen, name)
    writeStored(`pane.${name}`, '')
  }
}

function clamp(name: Pane, size: number): number {
  return Math.round(Math.min(PANES[name].max, Math.max(PANES[name].min, size)))
}
