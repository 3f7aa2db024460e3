/** The honest answer where nothing was found, with what else to collect. */
import { detectedBy } from './detected-by.ts'
import { evidenceOf } from './exhibit.ts'
import type { ConnectionFacts } from './facts.ts'
import type { Finding } from './finding.ts'
import { fixesFor } from './fix/fixes-for.ts'
import { withAllCodes } from './host-code.ts'
import { refusalExhibit, refusalOf } from './refusal.ts'
import type { ConnectionView } from '../tls/connection-view.ts'

export function unexplained(facts: ConnectionFacts, view: ConnectionView): Finding {
  const refusal = refusalOf(facts)
  const encrypted = refusal?.hidden !== undefined || facts.alerts.some(({ description }) => description === undefined)
  return {
    cause: 'unexplained',
    confidence: 'possible',
    rank: 1,
    detectedBy: detectedBy(facts),
    title: 'The sources do not show why',
    explanation: `The handshake ended at stage ${facts.boundary}. ${
      refusal?.hidden !== undefined
        ? 'The client answered the flight in which the server proves who it is with an alert, which is under keys as the flight is. Mostly that is about the certificate (issuer, dates, name, use, strength), else the flight did not verify.'
        : encrypted
          ? 'The alert that ended it is encrypted.'
          : 'Nothing in what was recorded tells one cause from another.'
    } ${needed(facts, encrypted)}`,
    returnCodes: withAllCodes([], facts),
    evidence: refusal === undefined ? [] : refusalExhibit(facts, refusal).map((at) => evidenceOf(at, facts, view)),
    wouldDisprove: 'any source that names a cause',
    fixes: fixesFor('unexplained', facts),
  }
}

function needed(facts: ConnectionFacts, encrypted: boolean): string {
  if (encrypted) return 'A key log of either side, or the System SSL trace of the z/OS side, would make it readable.'
  if (facts.role === 'wire')
    return 'The log of the side that gave up, on z/OS its System SSL trace (CTRACE COMP(GSKSRVR), level 255) and AT-TLS messages, would say it.'
  return 'A packet trace of the same time would show what the peer said.'
}
