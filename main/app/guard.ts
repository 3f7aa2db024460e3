import type { App, Session, WebContents } from 'electron'

/**
 * The window stays on its own page: it follows no link, opens no window, holds no <webview>, gets no permission and reaches no network.
 * Nothing of this should ever be asked for; if it is, something in the page has gone wrong.
 */
export function guardContents(app: App, origin: string): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, origin))
}

function guard(contents: WebContents, origin: string): void {
  contents.on('will-navigate', (details) => {
    // Reloading the own page is a navigation too (developing does it).
    if (!isFrom(origin, details.url)) details.preventDefault()
  })
  contents.on('will-redirect', (details) => details.preventDefault())
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || !isFrom(origin, details.url)) details.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** What a page may fetch: its own files, and what it made itself. `devtools:` is what the developer tools are made of. */
const OWN_SCHEMES = new Set(['data:', 'blob:', 'devtools:'])

export function guardSession(session: Session, origin: string): void {
  // The window puts on the clipboard what its user copies; it never reads it.
  const allowed = (permission: string): boolean => permission === 'clipboard-sanitized-write'
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed(permission)))
  session.setPermissionCheckHandler((_contents, permission, asker) => allowed(permission) && isFrom(origin, asker))
  session.setDevicePermissionHandler(() => false)
  // Its dictionaries would be fetched from the network.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !(isFrom(origin, details.url) || OWN_SCHEMES.has(schemeOf(details.url))) })
  })
}

function schemeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : ''
}

/** Same scheme and host. A WebSocket of the origin counts as the origin: the development server reloads the page through one. */
export function isFrom(origin: string, address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  const own = new URL(origin)
  const scheme = url.protocol === 'ws:' ? 'http:' : url.protocol
  return scheme === own.protocol && url.host === own.host
}
