import { sourceTargets } from './target/source.ts'
import { certificateTarget } from './target/certificate.ts'
import { containerTarget } from './target/container.ts'
import { datagramTarget } from './target/datagram.ts'
import { filterTarget } from './target/filter.ts'
import { handshakeTarget } from './target/handshake.ts'

/** Something that takes bytes of strangers. */
export interface Target {
  readonly name: string
  /** What inputs are made from. */
  readonly seeds: readonly Uint8Array[]
  /** Throws where the input was not taken as it should. `piece`: how many bytes come at a time, where they come in pieces. */
  run(bytes: Uint8Array, piece: number): void | Promise<void>
}

/** All of them; `files`: seeds beside the project's own. */
export const targetsOver = (files: readonly Uint8Array[]): readonly Target[] => [
  ...sourceTargets(files),
  containerTarget,
  datagramTarget,
  handshakeTarget(files),
  certificateTarget(files),
  filterTarget,
]
