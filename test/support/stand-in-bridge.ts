import type { Bridge, Shell } from '../../preload/contract/carrier.ts'
import { STAND_IN_SCENES, StandInEngine } from './stand-in-engine.ts'
import { standInShell } from './stand-in-shell.ts'

/** A bridge over the stand-in engine, for a scene by its name; unknown names give the start view. */
export function standInBridge(scene: string): Bridge {
  const engine = new StandInEngine({ scene: STAND_IN_SCENES.find((s) => s === scene) ?? 'start', delayMs: 15 })
  if (scene === 'indexing') {
    const state = engine.caseState()
    const [source] = state.sources
    if (source)
      setTimeout(() => engine.emit('ingest.progress', { source, bytesPerSecond: 262_000_000, remainingMs: 3_580 }), 100)
  }
  const shell: Shell =
    scene === 'restarting'
      ? {
          ...standInShell,
          onLink: (listener) => {
            setTimeout(() => listener('down'), 150)
            return () => undefined
          },
        }
      : standInShell
  return { engine, shell }
}
