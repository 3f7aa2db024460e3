import type { Channel, EventName } from './channel.ts'
import type { EventPayload, Reply, Request } from './index.ts'

/** What travels between a window and the engine, whatever carries it. */
export type ToEngine =
  | { readonly kind: 'request'; readonly id: number; readonly channel: Channel; readonly payload: unknown }
  | { readonly kind: 'abort'; readonly id: number }

export type FromEngine =
  | { readonly kind: 'reply'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly name: EventName; readonly payload: unknown }

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: FailureCode; readonly message: string }

/**
 * `invalid`: the request does not fit its schema; `refused`: not from our window; `not-found`; `not-yet`: its files are read anew, so what is
 * shown of it stays until the case changes; `aborted`; `failed`: the engine could not.
 */
export type FailureCode = 'invalid' | 'refused' | 'not-found' | 'not-yet' | 'aborted' | 'failed' | 'disconnected'

/** The engine as the window sees it; MessagePort, WebSocket and a direct call all look like this. */
export interface EngineClient {
  request<C extends Channel>(channel: C, payload: Request<C>, signal?: AbortSignal): Promise<Result<Reply<C>>>
  /** Returns the function that stops listening. */
  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void
}

/** What only the shell around the window can do: Electron through the preload bridge, or the browser page itself. */
export interface Shell {
  readonly kind: 'electron' | 'browser'
  /** `darwin`, `win32`, `linux`, for the spelling of shortcuts. */
  readonly platform: string
  /** Asks the user for files; resolves with paths the engine can open, empty when cancelled. */
  pickFiles(): Promise<string[]>
  /** Asks where to write a file that may be called `name`; null when cancelled. Undefined where there is no such dialog: a page asks for a path itself. */
  readonly pickTarget?: (name: string) => Promise<string | null>
  /** Shows a written file in the system's file manager, where that can be done. */
  readonly reveal?: (path: string) => void
  /** Paths the engine can open for files that were dropped; in a browser the files are sent to the engine's machine first. */
  pathsOf(files: readonly File[], onProgress?: (sentBytes: number, totalBytes: number) => void): Promise<string[]>
  /** Paths given from outside: the command line, the menu, a second start, the system's "open with". */
  onOpenPaths(listener: (paths: string[]) => void): () => void
  /** A menu command by its id; see shell-channel.ts. */
  onCommand(listener: (command: string) => void): () => void
  /** The connection to the engine was lost or came back. */
  onLink(listener: (state: 'up' | 'down') => void): () => void
}

/** What the preload bridge puts on `window.gskope` in Electron. */
export interface Bridge {
  readonly engine: EngineClient
  readonly shell: Shell
}
