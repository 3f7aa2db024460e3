import type { FromEngine, ToEngine } from '../../preload/contract/carrier.ts'
import type { EngineOptions } from './engine.ts'

/** What the engine process and the process that started it say to each other, over whatever channel a new process comes with. */

export type ToProcess =
  /** First of all. `reopen`: the case file that was open when an earlier engine died; `prints`: whoever started it prints pages. */
  | {
      readonly kind: 'start'
      readonly options: EngineOptions
      readonly reopen: string | undefined
      readonly prints: boolean
    }
  /** Opens files for the clients that are there or to come: the command line, the menu. */
  | { readonly kind: 'open'; readonly paths: readonly string[] }
  | { readonly kind: 'open-example' }
  /** A client that talks through a MessagePort of its own, which comes along with the message. */
  | { readonly kind: 'port'; readonly restarted: string | undefined }
  /** A client that talks through this very channel, by its number. `restarted`: it was there when the engine died; what to tell it. */
  | { readonly kind: 'client'; readonly client: number; readonly restarted: string | undefined }
  | { readonly kind: 'client-gone'; readonly client: number }
  | { readonly kind: 'frame'; readonly client: number; readonly frame: ToEngine }
  /** A page that was to be printed, as PDF, or why not. */
  | { readonly kind: 'printed'; readonly page: number; readonly pdf: Uint8Array | string }
  /** Closes the case and ends. */
  | { readonly kind: 'stop' }

export type FromProcess =
  /** The case file that is open now, for the next engine should this one die. */
  | { readonly kind: 'case'; readonly file: string | undefined }
  | { readonly kind: 'frame'; readonly client: number; readonly frame: FromEngine }
  /** A page that is to be a PDF. */
  | { readonly kind: 'print'; readonly page: number; readonly html: string }
