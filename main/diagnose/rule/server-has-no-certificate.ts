import { ALERT } from '../alert-code.ts'
import { offeredVersions, TLS12, TLS13 } from '../offer.ts'
import { fitOf, refusedOffer, vaguelyRefusedOffer } from '../refused-offer.ts'
import { refusalExhibit } from '../refusal.ts'
import type { Rule } from '../rule.ts'

const TLS10 = 0x0301

export const serverHasNoCertificate: Rule = {
  cause: 'server-has-no-certificate',
  title: 'The server has no certificate to show',
  looksFor: 'a hello that leaves nothing to wish for, refused all the same',
  references: ['RFC 8446 §4.4.2.2', 'RFC 5246 §7.4.2'],
  kind: 'cause',
  grounds: ['refused-hello'],
  find: (facts) => {
    const vague = vaguelyRefusedOffer(facts)
    const refused = vague ?? refusedOffer(facts)
    if (refused === undefined) return undefined
    const { offer, refusal } = refused
    const versions = offeredVersions(offer)
    // No server is without all of these versions, so protocol_version must mean something else.
    const everyVersion = [TLS10, TLS12, TLS13].every((version) => versions.includes(version))
    const wrongWord = refusal.alert?.description === ALERT.protocolVersion && everyVersion
    if (vague === undefined && !wrongWord) return undefined
    return {
      confidence: 'possible',
      basis: 'bytes',
      fit: wrongWord ? 0.7 : fitOf(refused, 0.3),
      explanation: wrongWord
        ? 'The server says protocol_version to a hello that allows every version from TLS 1.0 to 1.3. Servers for TLS 1.3 alone say this when they have no certificate.'
        : 'The server refused a hello before it showed a certificate. One that has none, or none for this name, refuses like this.',
      evidence: [{ message: offer.n, text: 'the hello' }, ...refusalExhibit(facts, refusal)],
      wouldDisprove: 'a certificate shown by this server for this name in another handshake',
    }
  },
}
