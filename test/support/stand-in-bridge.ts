import type { Bridge } from '../../preload/contract/carrier.ts'
import { StandInEngine, standInShell, type StandInOptions } from './stand-in-engine.ts'

const SCENES: readonly StandInOptions['scene'][] = ['start', 'example', 'huge', 'empty', 'trouble', 'indexing']

/** A bridge over the stand-in engine, for a scene by its name; unknown names give the start view. */
export function standInBridge(scene: string): Bridge {
  const engine = new StandInEngine({ scene: SCENES.find((s) => s === scene) ?? 'start', delayMs: 15 })
  if (scene === 'indexing') {
    const state = engine.caseState()
    const [source] = state.sources
    if (source)
      setTimeout(() => engine.emit('ingest.progress', { source, bytesPerSecond: 262_000_000, remainingMs: 3_580 }), 100)
  }
  return { engine, shell: standInShell }
}
