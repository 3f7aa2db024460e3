/** Where the window's own page lives. Everything that is not from here is a stranger. */
export const SCHEME = 'app'
export const HOST = 'gskope'
export const ORIGIN = `${SCHEME}://${HOST}`

/** Set by electron-vite while developing: the page comes from its server on loopback then. A packaged application never looks at it. */
export function pageAddress(
  isPackaged: boolean,
  devServer: string | undefined,
): { readonly url: string; readonly origin: string } {
  if (!isPackaged && devServer) return { url: devServer, origin: new URL(devServer).origin }
  return { url: `${ORIGIN}/index.html`, origin: ORIGIN }
}
