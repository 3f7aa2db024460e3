/**
 * A format is one value. Readers are pure: bytes in, calls on a sink out. They never see a whole file.
 */

import type { TextForm } from './text/encoding.ts'

export type FormatId =
  | 'pcap'
  | 'pcapng'
  | 'sniffer'
  | 'snoop'
  | 'netmon'
  | 'packet-listing'
  | 'gsk-ctrace'
  | 'attls-log'
  | 'job-log'
  | 'attls-policy'
  | 'pasearch'
  | 'racdcert'
  | 'key-log'

export type Claim = 'certain' | 'possible' | 'no'

export interface Warning {
  /** Stable and machine-readable: `capture-truncated`. */
  readonly code: string
  /** One sentence for a person. */
  readonly text: string
}

interface CommonReader {
  readonly id: FormatId
  readonly title: string
  /** The shortest input that this reader must claim as `certain` and that no other reader may claim. */
  readonly sample: Uint8Array
  /** Decides from the first bytes of a source alone (at most DETECT_BYTES); names and endings do not count. */
  detect(head: Uint8Array): Claim
  /** Text formats: a line, blanks at both ends cut, that only this format has, so that a file which another reader reads is known to hold it too. */
  begins?(line: string): boolean
}

/** How much of a source's beginning detection may look at. */
export const DETECT_BYTES = 65_536

export interface PacketReader extends CommonReader {
  readonly kind: 'packets'
  /** What its times count in; `unknown` where the format keeps local times and does not say whose. */
  readonly zone: 'utc' | 'unknown'
  /** A listing: lines in some code page and record form, not binary. */
  readonly text?: boolean
  open(sink: PacketSink): SourceReading
}

export interface TraceReader extends CommonReader {
  readonly kind: 'trace'
  /** `form`: how the text is written down, where its bytes are from the middle of a source. */
  open(sink: TraceSink, form?: TextForm): SourceReading
}

/** Texts with messages in them: syslogd files, job logs, consoles. */
export interface LogReader extends CommonReader {
  readonly kind: 'log'
  open(sink: LogSink): SourceReading
}

/** Texts that say how something is set up: policies, displays of what is active, contents of key rings. */
export interface SettingsReader extends CommonReader {
  readonly kind: 'settings'
  open(sink: SettingsSink): SourceReading
}

export interface SecretReader extends CommonReader {
  readonly kind: 'secrets'
  open(sink: SecretSink): SourceReading
}

export type FormatReader = PacketReader | TraceReader | LogReader | SettingsReader | SecretReader

/** One pass over one source. */
export interface SourceReading {
  /**
   * Takes from `bytes`, whose first byte stands at `offset` in the source, and returns how many bytes it is done with.
   * The caller brings the rest again, with more behind it; with `last` there is no more and everything is to be taken.
   * `bytes` is valid during the call only: the caller uses the memory again.
   */
  take(bytes: Uint8Array, offset: number, last: boolean): number
}

export interface PacketSink {
  /**
   * One packet: `bytes[start..end)` as captured, `wireLength` as it was. `seconds` is -1 where the format gives no time.
   * `offset` is where the packet's bytes stand in the source. Plain numbers, as this is called millions of times a second.
   */
  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    wireLength: number,
    linkType: number,
    seconds: number,
    nanoseconds: number,
    offset: number,
  ): void
  /**
   * Of the packet that is told next: the number that the source itself gives it (0: its place counts), and in a listing the line, from 1, on
   * which it begins.
   */
  frame(number: number, line?: number): void
  /** The packets told from now on were recorded like this; only for those who write them again. */
  recorder?(recorder: Recorder): void
  /** A packet that is there but cannot be used; it counts as a packet and as not understood. */
  unreadable(warning: Warning, offset: number): void
  /** A key log inside the capture: `bytes[start..end)` is its text. */
  keyLog(bytes: Uint8Array, start: number, end: number, offset: number): void
  /** What somebody wrote into the capture, or a name that the recorder had for an address. `about`: `packet`, of the one that is told next; else in words. */
  note(about: string, text: string, offset: number): void
  /** Of a listing, a line that says nothing of a packet, blanks at both ends cut. */
  other?(text: string): void
  /** A fact about the source that a user should know; told once a code, counted. */
  warn(warning: Warning, offset: number): void
}

/** An interface of a recorder, as a capture describes it. */
export interface Recorder {
  /** Number of the interface in its section. */
  readonly number: number
  /** Digits of its clock behind the second; times of finer clocks are told as nanoseconds. */
  readonly digits: 6 | 9
  /** Longest packet that it recorded; 0: no limit. */
  readonly snapLength: number
  readonly name: string | undefined
}

export interface SecretSink {
  /** `label` as written. `connection`: the client random, for the label RSA the first 8 bytes of the encrypted premaster secret, for `RSA Session-ID` the id. */
  secret(label: string, connection: Uint8Array, secret: Uint8Array): void
  /** A line that is neither a secret nor a comment. */
  notUnderstood(offset: number): void
}

/**
 * One record of a component trace listing (System SSL: header line, job line, detail lines, dump).
 * A flyweight, as a LEVEL 255 listing has millions of them: valid during the call of `record` only, strings and numbers may be
 * kept, `dump` and `dump.bytes` not. Strings that repeat are shared; their ids count from 0 in one reading and are -1
 * when the listing has more different ones than anybody numbers.
 */
export interface TraceRecord {
  /** Line number of the header line, from 1; byte range of the whole record in the source. */
  readonly line: number
  readonly offset: number
  readonly length: number
  readonly systemName: string
  /** `MESSAGE`, `DUMP`, or whatever stands there. */
  readonly mnemonic: string
  /** 8 hex digits as printed: the LEVEL bit of the record. */
  readonly entryId: string
  /** Stands for system name, mnemonic and entry id together. */
  readonly headId: number
  /** Nanoseconds since midnight of the printed time of day. */
  readonly timeOfDayNs: number
  /** Days since 1970-01-01 by the `****` date line in force, moved on at each midnight; counted from 0 while none was printed. */
  readonly day: number
  /** A date line is in force. */
  readonly dated: boolean
  readonly description: string
  readonly descriptionId: number
  readonly job: string | undefined
  readonly process: string | undefined
  readonly thread: string | undefined
  /** Stands for job, process and thread together; -1 also when the record has none. */
  readonly contextId: number
  readonly functionName: string | undefined
  readonly functionId: number
  /** How many lines `detail` has. */
  readonly detailCount: number
  /** Detail lines that are not dump lines, blanks at both ends cut; capped, with `detailCut` telling so. Made when asked for. */
  readonly detail: readonly string[]
  /** One of them, without making the list. */
  detailLine(index: number): string
  /** Their bytes one after the other, in the reader's own memory: the line with this index ends at `detailEnd`. */
  readonly detailBytes: Uint8Array
  detailEnd(index: number): number
  readonly detailCut: boolean
  readonly dump: TraceDump | undefined
}

export interface TraceDump {
  readonly line: number
  readonly offset: number
  readonly length: number
  /** The detail line that stood before the first dump line. */
  readonly title: string | undefined
  /** The bytes of the hex words. The reader's own memory: copy what is kept. */
  readonly bytes: Uint8Array
  /** Offsets had holes, a word was damaged, or the cap was reached: `bytes` ends before that place. */
  readonly damaged: boolean
}

export interface TraceSink {
  record(record: TraceRecord): void
  /** A line that belongs to no record and is no heading or known chatter. */
  notUnderstood(line: number, offset: number): void
  /** Any line that belongs to no record, chatter as well; true: another format has it, so that it is understood. */
  other?(text: string): boolean
  warn(warning: Warning, offset: number): void
}

/** A message of z/OS, of one line or several, wherever it stood in a text. */
export interface LogMessage {
  /** Line number of its first line, from 1; byte range of all its lines in the source. */
  readonly line: number
  readonly offset: number
  readonly length: number
  /** What stood before the message on its first line, as far as it is understood. */
  readonly stamp: LogStamp
  /** The message's identifier as printed (`EZD1287I`), the level of a Policy Agent line (`SYSERR`), or the code itself (`134CC19E`). */
  readonly id: string
  /** Its lines from the identifier on, what the log wrote before each cut off; the first one begins with the identifier. */
  readonly lines: readonly string[]
}

export interface LogStamp {
  /** Nanoseconds since midnight. */
  readonly timeOfDayNs: number | undefined
  /** Days since 1970-01-01; those of 1970 where a month and a day are printed, but no year; undefined without a date. */
  readonly day: number | undefined
  /** Minutes east of UTC, where printed. */
  readonly zoneMinutes: number | undefined
}

export interface LogSink {
  message(message: LogMessage): void
  /** A line that holds and continues no message that is looked for. */
  notUnderstood(line: number, offset: number, text: string): void
  warn(warning: Warning, offset: number): void
}

/** One thing that is set up: a statement with all that is in it, a rule as displayed, a certificate in a ring. */
export interface Setting {
  /** `TTLSRule`, `policyRule`, `certificate`: the source's own word for it. */
  readonly kind: string
  readonly name: string | undefined
  /** Line numbers of its first and last line, from 1; byte range in the source. */
  readonly line: number
  readonly lastLine: number
  readonly offset: number
  readonly length: number
  /** What can be written as JSON: this is how it is kept. */
  readonly value: unknown
}

export interface SettingsSink {
  setting(setting: Setting): void
  /** A line that belongs to nothing that is set up and is no comment. */
  notUnderstood(line: number, offset: number, text: string): void
  warn(warning: Warning, offset: number): void
}
