/** The honest answer where nothing was found, with what else to collect. */
import { detectedBy } from './detected-by.ts'
import { evidenceOf, placeEvidence } from './exhibit.ts'
import type { ConnectionFacts, HostCodeFact } from './facts.ts'
import type { Finding } from './finding.ts'
import { fixesFor } from './fix/fixes-for.ts'
import { codeMeaning, foundCode, withAllCodes } from './host-code.ts'
import { refusalExhibit, refusalOf } from './refusal.ts'
import { whatToCollect } from './what-to-collect.ts'
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
      refusal?.hidden?.from === 'client'
        ? 'The client answered the flight in which the server proves who it is with an alert, which is under keys as the flight is. Mostly that is about the certificate (issuer, dates, name, use, strength), else the flight did not verify.'
        : encrypted
          ? 'The alert that ended it is encrypted.'
          : 'Nothing in what was recorded tells one cause from another.'
    }`,
    returnCodes: withAllCodes([], facts),
    evidence: refusal === undefined ? [] : refusalExhibit(facts, refusal).map((at) => evidenceOf(at, facts, view)),
    wouldDisprove: 'any source that names a cause',
    fixes: fixesFor('unexplained', facts),
    collect: whatToCollect(facts, 'unexplained'),
  }
}

/** Kinds of codes and lines of them that are told; the rest is of the same kind. */
const MAX_CODES = 8

/** Codes that logs print of no connection, and that none of the case's findings speaks of. */
export function unexplainedCodes(codes: readonly HostCodeFact[], told: readonly Finding[]): Finding[] {
  const known = told.flatMap(({ returnCodes }) => returnCodes)
  const left = codes.filter(
    ({ system, code }, at) =>
      !known.some((one) => one.system === system && one.code === code) &&
      codes.findIndex((one) => one.system === system && one.code === code) === at,
  )
  const shown = left.slice(0, MAX_CODES)
  if (shown.length === 0) return []
  return [
    {
      cause: 'unexplained',
      confidence: 'possible',
      rank: told.length + 1,
      detectedBy: 'network',
      title: 'A return code that by itself names no cause',
      explanation: `${shown.map(codeMeaning).join(' ')} The lines name no connection.`,
      returnCodes: shown.map(foundCode),
      evidence: shown.map(placeEvidence),
      wouldDisprove: 'any source that names a cause',
      fixes: [],
      collect: [],
    },
  ]
}
