import type { Bridge } from '../../preload/contract/carrier.ts'

/** What journeys find in the page of the desktop window, for the functions that they run there. */
declare global {
  const window: { readonly gskope: Bridge; open(url: string): unknown }
  const location: { href: string }
}
