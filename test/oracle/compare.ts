/** tshark's reading of a capture against the analysis document of the same capture: what differs, and how much agrees. */
import type { AnalysisConnection, AnalysisDocument } from '../../main/report/analysis/schema.ts'
import { align } from './align.ts'
import { compareCertificates } from './compare-certificates.ts'
import type { TsharkAlert, TsharkMessage, TsharkReading, TsharkRecord, TsharkStream, Way } from './tshark-document.ts'
import { tsharkFields } from './tshark-fields.ts'

export const AREAS = ['streams', 'messages', 'fields', 'alerts', 'records', 'certificates'] as const
export type Area = (typeof AREAS)[number]

/** Of each area how many things either side says, and how many of them both say. */
export type Counts = Record<Area, { said: number; agreed: number }>

export interface Difference {
  readonly area: Area
  /** tshark's number of the TCP stream; undefined where a difference belongs to none. */
  readonly stream: number | undefined
  /** What it is about, what tshark says of it and what gskope says. */
  readonly text: string
}

export interface Comparison {
  readonly differences: readonly Difference[]
  readonly counts: Counts
}

type Message = AnalysisConnection['messages'][number]

const CHANGE_CIPHER_SPEC = 20
const HELLO_RETRY_REQUEST = 'hello_retry_request'

/** `document`: of this capture alone. Messages that gskope gives in part are left out: tshark gives none of them. */
export function compare(reading: TsharkReading, document: AnalysisDocument): Comparison {
  const tally = new Tally()
  if (reading.capture.packets !== undefined)
    tally.check('records', undefined, 'packets', reading.capture.packets, document.sources[0]?.records)
  const ours = legsOf(document)
  for (const stream of reading.streams) {
    tally.stream = stream.stream
    const found = takeLeg(ours, stream)
    if (!found) tally.differ('streams', `${ends(stream)}: tshark sees TLS, gskope none`)
    else compareStream(tally, stream, found.connection)
  }
  for (const { stream, connection } of ours) {
    tally.stream = stream
    tally.differ('streams', `${ourEnds(connection)}: tshark sees no TLS, gskope ${connection.signature}`)
  }
  tally.stream = undefined
  compareCertificates(tally, reading, document)
  return { differences: tally.differences, counts: tally.counts }
}

/** Counts what agrees and keeps what does not. */
export class Tally {
  readonly differences: Difference[] = []
  readonly counts = Object.fromEntries(AREAS.map((area) => [area, { said: 0, agreed: 0 }])) as Counts
  stream: number | undefined

  differ(area: Area, text: string): void {
    this.counts[area].said += 1
    this.differences.push({ area, stream: this.stream, text })
  }

  agree(area: Area): void {
    this.counts[area].said += 1
    this.counts[area].agreed += 1
  }

  check(area: Area, lead: string | undefined, what: string, theirs: unknown, ours: unknown): void {
    if (JSON.stringify(theirs) === JSON.stringify(ours)) this.agree(area)
    else
      this.differ(
        area,
        `${lead === undefined ? '' : `${lead}: `}${what}: tshark ${shown(theirs)}, gskope ${shown(ours)}`,
      )
  }
}

interface OurLeg {
  readonly stream: number
  readonly connection: AnalysisConnection
}

function legsOf(document: AnalysisDocument): OurLeg[] {
  const legs = document.connections
    .filter(({ transport }) => transport === 'tcp')
    // Connections on which nobody spoke TLS are not tshark's subject.
    .filter(({ messages, signature }) => messages.length > 0 || signature !== '')
    .flatMap((connection) => connection.legs.map(({ stream }) => ({ stream, connection })))
  return legs.sort((one, other) => one.stream - other.stream)
}

/**
 * Takes the leg of a stream out of the list: between the same ends, of the same number if there are several. The numbers alone say little:
 * tshark counts what its dissectors of SOCKS and of ICMP open too.
 */
function takeLeg(legs: OurLeg[], stream: TsharkStream): OurLeg | undefined {
  const between = [ends(stream), ends({ client: stream.server, server: stream.client })]
  const fits = ({ connection }: OurLeg): boolean => between.includes(ourEnds(connection))
  const same = legs.findIndex((leg) => leg.stream === stream.stream && fits(leg))
  const at = same >= 0 ? same : legs.findIndex(fits)
  return at < 0 ? undefined : legs.splice(at, 1)[0]
}

function compareStream(tally: Tally, stream: TsharkStream, connection: AnalysisConnection): void {
  tally.check('streams', undefined, 'client and server', ends(stream), ourEnds(connection))
  const complete = connection.messages.filter((message) => message.complete)
  const having = (content: Message['content']) => complete.filter((message) => message.content === content)
  compareLists(
    tally,
    'messages',
    stream.handshake,
    having('handshake'),
    (message) => ({ ...message, word: message.type === null ? 'encrypted' : `type ${message.type}` }),
    (theirs, ours, lead) => compareFields(tally, theirs, ours, lead),
  )
  compareLists(tally, 'alerts', stream.alerts, having('alert'), (alert) => ({
    ...alert,
    length: undefined,
    word: alert.level === null ? 'encrypted' : `description ${alert.description}`,
  }))
  compareLists(
    tally,
    'records',
    stream.record_list.filter((record) => record[2] === CHANGE_CIPHER_SPEC),
    having('change_cipher_spec'),
    ([frame, dir, , version, length]: TsharkRecord) => ({
      frame,
      dir,
      record_version: version,
      length,
      word: 'change_cipher_spec',
    }),
  )
}

interface Said {
  readonly frame: number
  readonly dir: Way
  readonly record_version: number | null
  readonly length: number | undefined
  readonly word: string
}

/** Messages of one kind: those that both have, in order, and then what each has alone. */
function compareLists<T extends TsharkMessage | TsharkAlert | TsharkRecord>(
  tally: Tally,
  area: Area,
  theirs: readonly T[],
  ours: readonly Message[],
  said: (item: T) => Said,
  more?: (theirs: T, ours: Message, lead: string) => void,
): void {
  const told = theirs.map(said)
  const mine = ours.map(ourSaid)
  const key = ({ dir, word, length }: Said, withLength: boolean): string => `${dir} ${word} ${withLength ? length : ''}`
  const withLength = area !== 'alerts'
  const pairs = align(
    told,
    mine,
    (each) => key(each, withLength),
    (each) => key(each, withLength),
  )
  const partners = new Map(pairs)
  const taken = new Set(partners.values())
  for (const [at, one] of told.entries()) {
    const lead = `${at + 1}, frame ${one.frame} ${one.dir} ${one.word}`
    const partner = partners.get(at)
    const other = partner === undefined ? undefined : mine[partner]
    const message = partner === undefined ? undefined : ours[partner]
    if (!other || !message) {
      tally.differ(area, `${lead}${one.length === undefined ? '' : ` length ${one.length}`}: gskope has none`)
      continue
    }
    tally.check(area, lead, 'frame, version', [one.frame, one.record_version], [other.frame, other.record_version])
    const item = theirs[at]
    if (item && more) more(item, message, lead)
  }
  for (const [at, one] of mine.entries())
    if (!taken.has(at))
      tally.differ(
        area,
        `gskope's ${at + 1}, frame ${one.frame} ${one.dir} ${one.word} length ${one.length}: tshark has none`,
      )
}

function ourSaid(message: Message): Said {
  const encrypted = message.visibility === 'encrypted'
  const word = message.content === 'alert' ? `description ${message.type}` : `type ${message.type}`
  return {
    frame: message.frame ?? 0,
    dir: message.from === 'client' ? 'c2s' : 's2c',
    record_version: message.recordVersion,
    length: message.length,
    word: message.content === 'change_cipher_spec' ? message.content : encrypted ? 'encrypted' : word,
  }
}

function compareFields(tally: Tally, theirs: TsharkMessage, ours: Message, lead: string): void {
  if (typeof theirs.time === 'string') tally.check('fields', lead, 'time', seconds(theirs.time), ours.time)
  if (theirs.server_hello)
    tally.check(
      'fields',
      lead,
      'is a retry request',
      theirs.server_hello.hello_retry_request ?? false,
      ours.name === HELLO_RETRY_REQUEST,
    )
  for (const [name, value] of Object.entries(tsharkFields(theirs)))
    tally.check('fields', lead, name, value, ours.fields[name])
}

/** `1764.500000000` as the analysis document has it. */
function seconds(time: string): string {
  return time.includes('.') ? time.replace(/\.?0+$/, '') : time
}

function ends({ client, server }: Pick<TsharkStream, 'client' | 'server'>): string {
  return `${client} to ${server}`
}

function ourEnds({ client, server }: AnalysisConnection): string {
  return `${endpoint(client)} to ${endpoint(server)}`
}

function endpoint({ address, port }: AnalysisConnection['client']): string {
  return address?.includes(':') === true ? `[${address}]:${port}` : `${address}:${port}`
}

/** Long values are cut in the middle: the ends tell most. */
const MAX_SHOWN = 240

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN / 2)} ... ${text.slice(-MAX_SHOWN / 2)}`
}
