import { ALERT } from '../alert-code.ts'
import { EXTENSION, offersTls13 } from '../offer.ts'
import { fitOf, vaguelyRefusedOffer } from '../refused-offer.ts'
import { clientWentOn, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

export const extendedMasterSecretRequired: Rule = {
  cause: 'extended-master-secret-required',
  title: 'One side insists on the extended master secret, the other lacks it',
  looksFor: 'handshake_failure of one side after the hello of the other came without extended_master_secret',
  references: ['RFC 7627 §5.2', 'RFC 7627 §5.3'],
  kind: 'cause',
  grounds: ['answer', 'refused-hello'],
  find: (facts) => {
    const { answer } = facts
    const refusal = refusalOf(facts)
    const offer = facts.offers.at(-1)
    if (facts.outcome !== 'failed' || offer === undefined || refusal === undefined) return undefined
    const offered = offer.extensions?.includes(EXTENSION.extendedMasterSecret) ?? false
    if (answer?.version !== undefined) {
      if (answer.version >= 0x0304 || refusal.by !== 'client' || refusal.at !== 'server_flight') return undefined
      if (clientWentOn(facts)) return undefined
      if (!offered || !answer.complete || answer.extensions.includes(EXTENSION.extendedMasterSecret)) return undefined
      if (refusal.alert?.description !== ALERT.handshakeFailure) return undefined
      return {
        confidence: 'likely',
        basis: 'bytes',
        fit: 0.6,
        explanation: `The server's hello lacks extended_master_secret, though the client offered it; ${refusalText(refusal)} followed.`,
        detectedBy: 'client',
        evidence: [
          { message: answer.n, field: ['extensions'], text: 'a ServerHello without extended_master_secret' },
          ...refusalExhibit(facts, refusal),
        ],
        wouldDisprove: 'the same client connected to another server that lacks extended_master_secret',
      }
    }
    const refused = vaguelyRefusedOffer(facts)
    if (!refused || offersTls13(offer) || offered) return undefined
    return {
      confidence: 'possible',
      basis: 'bytes',
      fit: fitOf(refused, 0.5),
      explanation: `The client's hello lacks extended_master_secret; ${refusalText(refusal)} followed. Servers that insist on it refuse like this.`,
      evidence: [
        { message: offer.n, field: ['extensions'], text: 'no extended_master_secret' },
        ...refusalExhibit(facts, refusal),
      ],
      wouldDisprove: 'the same server serving another client that lacks extended_master_secret',
    }
  },
}
