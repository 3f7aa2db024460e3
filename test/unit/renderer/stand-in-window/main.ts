import { standInBridge } from '../../../support/stand-in-bridge.ts'

// What the preload does in Electron, done here by hand before the window looks for it.
Object.defineProperty(window, 'gskope', { value: standInBridge(location.search.slice(1)) })

await import('../../../../renderer/main.ts')
