import fc from 'fast-check'
import { ALERT } from '../../main/diagnose/alert-code.ts'
import {
  alertFact,
  answerWith,
  codeFact,
  eventFact,
  factsWith,
  messageFact,
  offerWith,
  serverChain,
  textFact,
} from './facts.ts'

const WEAK_KEY_EXCHANGE = {
  n: 4,
  method: 'DHE',
  group: undefined,
  dhBits: 1_024,
  signatureScheme: 0x0401,
  pskIdentityHint: false,
}

/** Of everything that rules look at some pieces, put together without regard to what goes with what. */
export const anyFacts = fc
  .record(
    {
      role: fc.constantFrom('wire' as const, 'server' as const, 'client' as const),
      boundary: fc.constantFrom('tcp' as const, 'client_hello' as const, 'server_flight' as const),
      offers: fc.subarray([
        offerWith(),
        offerWith({ versions: [0x0304], keyShares: [{ group: 29, length: 32, zero: false }], pskIdentities: 1 }),
        offerWith({ cipherSuites: [0x5600, 0xc02b], groups: [23], serverName: 'host.example', extensions: [10, 10] }),
      ]),
      answer: fc.constantFrom(
        undefined,
        answerWith(),
        answerWith({ version: 0x0304, downgradeMark: true, extensions: [43, 51, 16] }),
        answerWith({ cipherSuite: 0x00a8 }),
      ),
      retry: fc.constantFrom(undefined, answerWith({ version: 0x0304, group: undefined })),
      version: fc.constantFrom(undefined, 0x0303, 0x0304),
      certificates: fc.constantFrom(
        [],
        serverChain({}),
        serverChain({ selfSigned: true, notAfter: '2020-01-01T00:00:00Z', keyBits: 1024, keyType: 'Ed25519' }),
      ),
      keyExchange: fc.constantFrom(undefined, WEAK_KEY_EXCHANGE, { ...WEAK_KEY_EXCHANGE, signatureFits: false }),
      verifies: fc.subarray([{ n: 5, from: 'client' as const, scheme: 0x0804, fits: false }]),
      certificateRequest: fc.constantFrom(undefined, {
        n: 3,
        types: [1],
        signatureAlgorithms: undefined,
        authorities: [],
      }),
      certificateMessages: fc.subarray([
        { n: 3, from: 'server' as const, count: 1 },
        { n: 4, from: 'client' as const, count: 0 },
      ]),
      clientAuthentication: fc.constantFrom('none' as const, 'sent' as const, 'absent' as const),
      messages: fc.subarray([
        messageFact(1, 'client', 'client_hello'),
        messageFact(2, 'server', 'server_hello'),
        messageFact(3, 'server', 'certificate', { problem: { offset: 1, text: 'cut' } }),
        messageFact(4, 'client', 'certificate'),
      ]),
      alerts: fc.array(
        fc
          .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('client' as const, 'server' as const))
          .chain(([n, from]) =>
            fc.constantFrom(...Object.values(ALERT)).map((description) => alertFact(n, from, description)),
          ),
        { maxLength: 2 },
      ),
      events: fc.subarray(
        [
          eventFact('syn', 'client', { afterMessage: 0 }),
          eventFact('syn_ack', 'server', { afterMessage: 0 }),
          eventFact('retransmission', 'client', { afterMessage: 0 }),
          eventFact('clear_text', 'server', { afterMessage: 0, bytes: Uint8Array.from([0x32, 0x32, 0x30, 0x20]) }),
          eventFact('not_tls', 'client', { afterMessage: 0, bytes: Uint8Array.from([0x47, 0x45, 0x54, 0x20]) }),
          eventFact('application_data', 'client', { length: 40, afterMessage: 2 }),
          eventFact('application_data', 'server', { length: 19, afterMessage: 2 }),
          eventFact('application_data', 'client', { bytes: Uint8Array.from([22, 3, 1, 0, 9, 1]), afterMessage: 2 }),
          eventFact('keys_do_not_fit', 'server', { afterMessage: 2 }),
          eventFact('bad_record_mac', 'client', { afterMessage: 3 }),
          eventFact('finished_does_not_verify', 'client', { afterMessage: 4 }),
          eventFact('rst', 'server', { afterMessage: 0, timeNs: 1_700_000_010_000_000_000n }),
          eventFact('rst', 'server', { afterMessage: 4, timeNs: 1_700_000_020_000_000_000n }),
          eventFact('fin', 'client', { afterMessage: 5, timeNs: 1_700_000_030_000_000_000n }),
          eventFact('closed', undefined, { afterMessage: 5 }),
          eventFact('host_error', undefined, { text: 'Received fatal alert 120 (no_application_protocol)', line: 4 }),
        ],
        { minLength: 0 },
      ),
      codes: fc.subarray([codeFact(402), codeFact(435), codeFact(5003, 'at-tls')], { maxLength: 1 }),
      texts: fc.subarray([textFact('EZD1287I', 'GSK_CONNECT_CIPHER_SPEC(207) - C02B')]),
    },
    { requiredKeys: [] },
  )
  .map((some) => factsWith(some))
