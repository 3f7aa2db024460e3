import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a case's case.json says of it, as far as it is measured here. */
export interface Truth {
  readonly about: string
  readonly files: Readonly<Record<string, string>>
  readonly sources: Readonly<Record<string, TrueSource>>
  readonly connections: readonly TrueConnection[]
  readonly caseCause?: string | null
}

export interface TrueSource {
  /** Seconds that were added to the source's clock. */
  readonly clockOffsetSeconds: number
  readonly records?: number
  /** A listing without its heading has no date. */
  readonly heading?: boolean
  readonly fractionsOfSeconds?: boolean
}

/** Sender, handshake type, length of the body. */
export type TrueMessage = readonly ['C' | 'S', number | null, number]

export interface TrueDump {
  readonly type: number
  /** With the 4-byte header. */
  readonly length: number
  readonly sha256: string
  readonly state: 'whole' | 'truncated' | 'lost'
}

export interface TrueConnection {
  /** `address port`. */
  readonly client: string
  readonly server: string
  readonly clientRandom: string | null
  readonly version: string | null
  readonly cipherSuite: string | null
  readonly sources: readonly string[]
  readonly outcome: 'established' | 'failed' | 'incomplete'
  readonly cause: string | null
  readonly alsoAcceptable: readonly string[]
  readonly returnCode: number | null
  readonly cmsStatus: string | null
  readonly messages: readonly TrueMessage[]
  readonly alerts: readonly (readonly ['C' | 'S', number, number])[]
  readonly gsk?: {
    readonly side: 'client' | 'server'
    readonly job: string
    readonly thread: string
    readonly dumps: readonly TrueDump[]
  }
}

export interface ZosCase {
  readonly name: string
  readonly folder: string
  readonly truth: Truth
}

/** The cases in a folder, each a folder with a case.json, in order of their names. */
export function readCases(folder: string): ZosCase[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, folder: join(folder, name) }))
    .filter((one) => existsSync(join(one.folder, 'case.json')))
    .map((one) => ({ ...one, truth: JSON.parse(readFileSync(join(one.folder, 'case.json'), 'utf8')) as Truth }))
}
