import { cleanup, configure, render } from '@testing-library/svelte'
import { afterEach, beforeEach, vi } from 'vitest'
import App from '../../../../renderer/App.svelte'
import { StandInEngine, type StandInOptions } from '../../../support/stand-in-engine.ts'
import { standInShell } from '../../../support/stand-in-shell.ts'

/** Before each test of the file a window as jsdom needs it: sizes are given, because jsdom lays nothing out, so that lists know what is in view. */
export function standInWindow(isWide: (media: string) => boolean = (media) => media.includes('min-width')): void {
  // A busy machine is slow.
  configure({ asyncUtilTimeout: 20_000 })

  beforeEach(() => {
    for (const [name, value] of [
      ['clientHeight', 600],
      ['clientWidth', 900],
      ['offsetHeight', 600],
      ['offsetWidth', 900],
    ] as const) {
      vi.spyOn(HTMLElement.prototype, name, 'get').mockReturnValue(value)
    }
    vi.stubGlobal('matchMedia', (media: string) => Object.assign(new EventTarget(), { matches: isWide(media), media }))
    vi.stubGlobal(
      'ResizeObserver',
      class {
        readonly #tell: (entries: unknown[]) => void
        constructor(tell: (entries: unknown[]) => void) {
          this.#tell = tell
        }
        observe(target: Element): void {
          this.#tell([
            {
              target,
              contentRect: { width: 900, height: 600 },
              borderBoxSize: [{ inlineSize: 900, blockSize: 600 }],
              contentBoxSize: [{ inlineSize: 900, blockSize: 600 }],
            },
          ])
        }
        unobserve(): void {
          /* nothing is watched */
        }
        disconnect(): void {
          /* nothing is watched */
        }
      },
    )
    // jsdom scrolls nothing.
    HTMLElement.prototype.scrollIntoView = () => undefined
    history.replaceState(null, '', '/')
  })

  afterEach(() => {
    cleanup()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
}

/** The whole window over a stand-in for the engine. */
export function openWindow(scene: StandInOptions['scene'], engine = new StandInEngine({ scene })): StandInEngine {
  render(App, { props: { carrier: { engine, shell: standInShell } } })
  return engine
}
