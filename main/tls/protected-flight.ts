/**
 * What the protected records of a TLS 1.3 handshake tell by their sizes and their order, without keys (RFC 8446 §5.2: a protected
 * record is its content, one byte of type and the tag; §4.4.4: a Finished is as long as the hash).
 */
import { cipherSuite } from '../reference/cipher-suite.ts'
import type { ConnectionEvent } from './message.ts'

export interface ProtectedFlights {
  /** The server sent protected records after its ServerHello. */
  readonly serverFlight: boolean
  /** The server's flight ends in an alert: it gave up before its Finished. */
  readonly serverAlert: boolean
  /** The client's first answer is an alert: it refused the server's flight. */
  readonly clientAlert: boolean
  readonly clientFinished: boolean
  /** There is more in the client's flight than a Finished: it answered a CertificateRequest. */
  readonly clientCertificate: boolean
  /** The first thing that the server sent after the client's Finished is an alert. */
  readonly serverAlertAfterwards: boolean
  /** The first alert after the client's Finished is the client's: it closed the connection itself. */
  readonly clientClosed: boolean
  /** The server sent anything after the client's Finished. */
  readonly serverRecordsAfterwards: boolean
  /** Application data after the client's Finished. */
  readonly clientData: boolean
}

const ALERT = 2
const CONTENT_TYPE = 1
const HANDSHAKE_HEADER = 4

/** Of TLS 1.2 and below, and where all was readable. */
const NO_FLIGHTS: ProtectedFlights = {
  serverFlight: false,
  serverAlert: false,
  clientAlert: false,
  clientFinished: false,
  clientCertificate: false,
  serverAlertAfterwards: false,
  clientClosed: false,
  serverRecordsAfterwards: false,
  clientData: false,
}

/**
 * `records`: the application_data events after the ServerHello; `earlyData`: the client offered it, and may have sent some; `ended`: no
 * more will come.
 */
export function readProtectedFlights(
  records: readonly ConnectionEvent[],
  suite: number | undefined,
  earlyData: boolean,
  ended: boolean,
): ProtectedFlights {
  if (records.length === 0) return NO_FLIGHTS
  const facts = suite === undefined ? undefined : cipherSuite(suite)
  const added = CONTENT_TYPE + (facts?.mode === 'CCM-8' ? 8 : 16)
  const alertSize = ALERT + added
  const finishedSize = HANDSHAKE_HEADER + (facts?.prfHash?.includes('384') === true ? 48 : 32) + added
  const endOfEarlyDataSize = HANDSHAKE_HEADER + added

  const clientStart = records.findIndex((record) => {
    if (record.from !== 'client') return false
    // Early data goes on until the client has read the server's flight; its end or the Finished is known by its size.
    return !earlyData || record.length === endOfEarlyDataSize || record.length === finishedSize
  })
  const answer = clientStart < 0 ? [] : records.slice(clientStart)
  const serverFlight = (clientStart < 0 ? records : records.slice(0, clientStart)).filter(
    (record) => record.from === 'server',
  )
  const first = answer[0]
  // More than a Finished in one record: Certificate, CertificateVerify and Finished may share it.
  const finishedAt = answer.findIndex((record) => record.from === 'client' && record.length >= finishedSize)
  const exact = answer.findIndex((record) => record.from === 'client' && record.length === finishedSize)
  const end = exact >= 0 ? exact : finishedAt
  // Padding (RFC 8446 §5.4) hides an alert's size, but not that a Finished has no room in all that the client sent.
  const padded = (size: number): boolean => ended && !earlyData && size > alertSize && size < finishedSize
  const ofClient = answer.filter((record) => record.from === 'client')
  const clientAlert =
    first !== undefined && (first.length === alertSize || (ofClient.length === 1 && padded(first.length)))
  const after = end < 0 || clientAlert ? [] : answer.slice(end + 1)
  const serverAfter = after.filter((record) => record.from === 'server')
  const firstAlert = after.find((record) => record.length === alertSize)
  return {
    serverFlight: serverFlight.length > 0,
    serverAlert: first === undefined && serverFlight.at(-1)?.length === alertSize,
    clientAlert,
    clientFinished: end >= 0 && !clientAlert,
    clientCertificate: !earlyData && end >= 0 && !clientAlert && first?.length !== finishedSize,
    serverAlertAfterwards: serverAfter[0]?.length === alertSize,
    clientClosed: firstAlert?.from === 'client',
    serverRecordsAfterwards: serverAfter.length > 0,
    clientData: after.some((record) => record.from === 'client' && record.length !== alertSize),
  }
}
