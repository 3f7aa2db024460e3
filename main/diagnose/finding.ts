/** One judgement on why a handshake failed, as the analysis document and the window show it. */
import type { CauseId } from '../../preload/contract/cause.ts'

/** `certain`: the bytes leave no other reading. `likely`: they point there, another reading needs an accident. `possible`: one of several. */
export type Confidence = 'certain' | 'likely' | 'possible'

/** The end that gave up because of the cause; `network`: neither did, time ran out or the line was cut. */
export type DetectedBy = 'client' | 'server' | 'network'

export interface Finding {
  readonly cause: CauseId
  readonly confidence: Confidence
  /** From 1: the root cause as far as the sources show it. */
  readonly rank: number
  readonly detectedBy: DetectedBy
  readonly title: string
  /** Plain sentences for a person. */
  readonly explanation: string
  readonly returnCodes: readonly FoundReturnCode[]
  readonly evidence: readonly Evidence[]
  /** What would speak against it, as an observation that somebody can make. */
  readonly wouldDisprove: string
  readonly fixes: readonly Fix[]
  /** Of a finding that leaves the cause open. */
  readonly collect: readonly Collect[]
}

export type ReturnCodeSystem = 'system-ssl' | 'at-tls' | 'cms' | 'icsf'

/** A code that a z/OS source printed. */
export interface FoundReturnCode {
  readonly system: ReturnCodeSystem
  readonly code: number
  /** Its symbol where it has a known one, else its number. */
  readonly name: string
}

/** A place in a source, and what stands there. Undefined: the source has no such thing. */
export interface Evidence {
  readonly source: number
  /** Number of the message in its connection, from 1. */
  readonly message: number | undefined
  readonly frame: number | undefined
  readonly line: number | undefined
  /** First and end, among the message's bytes. */
  readonly byteRange: readonly [start: number, end: number] | undefined
  readonly text: string
}

export type FixPlace = 'at-tls-policy' | 'racf' | 'certificate' | 'client' | 'server' | 'network'

/** What else to collect, and the question that it would answer. */
export interface Collect {
  readonly where: FixPlace
  readonly title: string
  readonly question: string
  /** To type or to put in place. */
  readonly commands: string | undefined
  readonly caution: string | undefined
}

/** Text to review; gskope applies nothing. */
export interface Fix {
  readonly where: FixPlace
  readonly title: string
  /** Policy, commands or settings to copy. */
  readonly snippet: string | undefined
  /** What it weakens, and what must be refreshed for it to take effect. */
  readonly caution: string | undefined
}
