import { readStored, writeStored } from './stored.ts'

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

export type Pane = keyof typeof PANES

const NAMES = Object.keys(PANES) as Pane[]

/** How the user divided the window; kept between starts. */
export class PaneSizes {
  readonly #sizes = $state<Record<Pane, number>>({
    list: PANES.list.standard,
    columns: PANES.columns.standard,
    explanation: PANES.explanation.standard,
    message: PANES.message.standard,
    tree: PANES.tree.standard,
  })

  constructor() {
    for (const name of NAMES) {
      const stored = Number(readStored(`pane.${name}`))
      if (stored > 0) this.#sizes[name] = clamp(name, stored)
    }
  }

  size(name: Pane): number {
    return this.#sizes[name]
  }

  resize(name: Pane, size: number): void {
    this.#sizes[name] = clamp(name, size)
    writeStored(`pane.${name}`, String(this.#sizes[name]))
  }

  get all(): Readonly<Record<Pane, number>> {
    return { ...this.#sizes }
  }

  /** As a case has them. */
  restore(sizes: Readonly<Record<string, number>>): void {
    for (const name of NAMES) if (sizes[name] !== undefined) this.#sizes[name] = clamp(name, sizes[name])
  }

  reset(name: Pane): void {
    this.resize(name, PANES[name].standard)
  }
}

function clamp(name: Pane, size: number): number {
  return Math.round(Math.min(PANES[name].max, Math.max(PANES[name].min, size)))
}
