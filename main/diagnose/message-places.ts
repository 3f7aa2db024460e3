import type { SpokenMessage } from '../tls/conversation.ts'

/** Positions from 0. */
export interface MessagePlaces {
  readonly hellos: number[]
  /** Of these the first. */
  retry: number | undefined
  answer: number | undefined
  keyExchange: number | undefined
  certificateRequest: number | undefined
  /** Certificate messages, packed or not. */
  readonly certificates: number[]
  readonly verifies: number[]
  readonly alerts: number[]
}

/** Where the messages stand that facts are read from: one way through all of them, as rules ask for nearly every kind. */
export function messagePlaces(spoken: readonly SpokenMessage[]): MessagePlaces {
  const places: MessagePlaces = {
    hellos: [],
    retry: undefined,
    answer: undefined,
    keyExchange: undefined,
    certificateRequest: undefined,
    certificates: [],
    verifies: [],
    alerts: [],
  }
  let at = -1
  for (const { message, value } of spoken) {
    at++
    if (message.content === 'alert') places.alerts.push(at)
    switch (value?.name) {
      case 'client_hello':
        places.hellos.push(at)
        break
      case 'hello_retry_request':
        places.retry ??= at
        break
      case 'server_hello':
        places.answer ??= at
        break
      case 'server_key_exchange':
        places.keyExchange ??= at
        break
      case 'certificate_request':
        places.certificateRequest ??= at
        break
      case 'certificate':
      case 'compressed_certificate':
        places.certificates.push(at)
        break
      case 'certificate_verify':
        places.verifies.push(at)
        break
      default:
    }
  }
  return places
}
