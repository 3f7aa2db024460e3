import { readStored, writeStored } from './stored.ts'

export const DENSITIES = [
  ['compact', 'Compact'],
  ['comfortable', 'Comfortable'],
] as const
export type DensityChoice = (typeof DENSITIES)[number][0]

/** Height of a row to its height when compact. */
const ROOM: Readonly<Record<DensityChoice, number>> = { compact: 1, comfortable: 1.25 }

/** How much room rows and panes have; kept between starts. Styles have it as `--room` and `data-density`. */
export class Density {
  choice = $state<DensityChoice>(readStored('density') === 'comfortable' ? 'comfortable' : 'compact')

  constructor() {
    this.#apply()
  }

  get room(): number {
    return ROOM[this.choice]
  }

  choose(choice: DensityChoice): void {
    this.choice = choice
    writeStored('density', choice)
    this.#apply()
  }

  turn(): void {
    this.choose(this.choice === 'compact' ? 'comfortable' : 'compact')
  }

  #apply(): void {
    const { dataset, style } = document.documentElement
    dataset['density'] = this.choice
    style.setProperty('--room', String(this.room))
  }
}
