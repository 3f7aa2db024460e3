/** tshark's reading of a capture (the JSON of the reference material) as the same lines that ours becomes. */
import { certificatesText, helloText, leadText } from '../../support/capture-transcript.ts'
import type { StreamTranscript } from '../../support/capture-transcript.ts'
import type { TsharkAlert, TsharkMessage, TsharkReading, Way } from '../../oracle/tshark-document.ts'

const CHANGE_CIPHER_SPEC = 20

export function tsharkTranscript(reading: TsharkReading): StreamTranscript[] {
  return reading.streams.map((stream) => ({
    stream: stream.stream,
    client: stream.client,
    server: stream.server,
    messages: stream.handshake.map(messageLine),
    alerts: stream.alerts.map(alertLine),
    changeCipherSpecs: stream.record_list
      .filter((record) => record[2] === CHANGE_CIPHER_SPEC)
      .map(([frame, dir, , version, length]) => `${leadText(frame, sender(dir), version)} length ${length}`),
  }))
}

function sender(dir: Way): string {
  return dir === 'c2s' ? 'client' : 'server'
}

function messageLine(message: TsharkMessage): string {
  const lead = leadText(message.frame, sender(message.dir), message.record_version)
  if (message.type === null) return `${lead} encrypted length ${message.length}`
  return `${lead} type ${message.type} length ${message.length}${detail(message)}`
}

function detail(message: TsharkMessage): string {
  const { client_hello: client, server_hello: server, certificates } = message
  if (client) {
    return helloText(
      client.legacy_version,
      client.random ?? '',
      client.session_id ?? '',
      client.cipher_suites,
      client.compression_methods,
      client.extensions,
    )
  }
  if (server) {
    return helloText(
      server.version,
      server.random ?? '',
      server.session_id ?? '',
      [server.cipher_suite ?? -1],
      [server.compression_method ?? -1],
      server.extensions,
    )
  }
  return message.type === 11 ? certificatesText(certificates ?? []) : ''
}

function alertLine(alert: TsharkAlert): string {
  const lead = leadText(alert.frame, sender(alert.dir), alert.record_version)
  return alert.level === null ? `${lead} encrypted` : `${lead} level ${alert.level} description ${alert.description}`
}
