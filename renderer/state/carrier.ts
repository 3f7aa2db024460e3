import type { Bridge } from '../../preload/contract/carrier.ts'
import { throughBridge } from './carrier-bridge.svelte.ts'
import { browserShell } from './carrier-browser-shell.ts'
import { WebSocketEngine } from './carrier-websocket.ts'

declare global {
  interface Window {
    readonly gskope?: Bridge
  }
}

const TOKEN_KEY = 'gskope-token'

/** The carrier of this window: the preload's bridge, else the WebSocket of `gskope serve`; undefined where there is no way to an engine. `onRefused`: the token was good once. */
export function chooseCarrier(onRefused: () => void): Bridge | undefined {
  if (window.gskope) return throughBridge(window.gskope)
  const token = takeToken()
  if (token === undefined) return undefined
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const engine = new WebSocketEngine(`${scheme}://${location.host}/engine?token=${encodeURIComponent(token)}`)
  engine.onLink((state) => {
    if (state !== 'refused') return
    sessionStorage.removeItem(TOKEN_KEY)
    onRefused()
  })
  return { engine, shell: browserShell(token, engine) }
}

/** Takes the token out of the address, where shoulders and history would keep it, into the storage of this tab. */
function takeToken(): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (given !== null) {
    sessionStorage.setItem(TOKEN_KEY, given)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return sessionStorage.getItem(TOKEN_KEY) ?? undefined
}
