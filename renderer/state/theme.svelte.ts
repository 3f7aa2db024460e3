import { readStored, writeStored } from './stored.ts'

const THEMES = ['light', 'dark', 'system'] as const
export type ThemeChoice = (typeof THEMES)[number]

/** Light, dark, or as the system has it; kept between starts. */
export class Theme {
  choice = $state<ThemeChoice>('system')
  /** What the choice comes to. */
  dark = $state(false)
  readonly #systemDark: MediaQueryList

  constructor() {
    const stored = readStored('theme')
    this.choice = THEMES.find((theme) => theme === stored) ?? 'system'
    this.#systemDark = matchMedia('(prefers-color-scheme: dark)')
    this.#systemDark.addEventListener('change', () => this.#apply())
    this.#apply()
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice
    writeStored('theme', choice)
    this.#apply()
  }

  /** The next of light, dark, system. */
  turn(): void {
    this.choose(THEMES[(THEMES.indexOf(this.choice) + 1) % THEMES.length] ?? 'system')
  }

  #apply(): void {
    this.dark = this.choice === 'dark' || (this.choice === 'system' && this.#systemDark.matches)
    document.documentElement.dataset['theme'] = this.dark ? 'dark' : 'light'
  }
}
