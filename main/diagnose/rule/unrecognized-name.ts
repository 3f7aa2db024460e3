import { ALERT } from '../alert-code.ts'
import { hostCode, withCode } from '../host-code.ts'
import { refusalExhibit, refusalOf } from '../refusal.ts'
import { toldAlertClaim } from '../told-alert.ts'
import type { Rule } from '../rule.ts'

export const unrecognizedName: Rule = {
  cause: 'unrecognized-name',
  title: 'The server does not serve the name asked for',
  looksFor: 'the alert unrecognized_name as the end of the handshake; return code 448',
  references: ['RFC 6066 §3', 'z/OS System SSL: 448'],
  kind: 'cause',
  grounds: ['alert', 'host'],
  alerts: [ALERT.unrecognizedName],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', 448)
    const refusal = refusalOf(facts)
    if (facts.outcome === 'failed' && refusal?.alert?.description === ALERT.unrecognizedName) {
      const offer = facts.offers.at(-1)
      const name = offer?.serverName
      return withCode(
        {
          confidence: 'certain',
          basis: 'bytes',
          fit: 1,
          explanation:
            name === undefined
              ? 'The client named no server, and the server serves none without a name.'
              : `The client asked for ${name}, which the server does not serve.`,
          evidence: [
            ...(offer
              ? [
                  {
                    message: offer.n,
                    field: ['extensions', 'server_name'],
                    text: name === undefined ? 'no server_name' : `server_name ${name}`,
                  },
                ]
              : []),
            ...refusalExhibit(facts, refusal),
          ],
          wouldDisprove: 'the name among those that the server is configured for',
        },
        code,
      )
    }
    if (code === undefined)
      // As a warning it means nothing (RFC 6066 §3).
      return facts.toldAlerts.some(({ level, description }) => level === 2 && description === ALERT.unrecognizedName)
        ? toldAlertClaim(facts, ALERT.unrecognizedName, {
            explanation: 'The server does not serve the name that the client asked for.',
            detectedBy: 'server',
            wouldDisprove: 'the name among those that the server is configured for',
          })
        : undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.9,
        explanation: 'System SSL gave return code 448: the server does not know the name asked for.',
        evidence: [],
        wouldDisprove: 'the name among those that the server is configured for',
      },
      code,
    )
  },
}
