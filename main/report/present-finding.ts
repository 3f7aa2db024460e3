import type { Finding as FindingRow } from '../../preload/contract/finding.ts'
import type { Finding } from '../diagnose/finding.ts'

/** A finding as the contract and the analysis document give it: null for what is not known. */
export function presentFinding(finding: Finding): FindingRow {
  return {
    cause: finding.cause,
    confidence: finding.confidence,
    rank: finding.rank,
    detectedBy: finding.detectedBy,
    title: finding.title,
    explanation: finding.explanation,
    returnCodes: finding.returnCodes.map((code) => ({ ...code })),
    evidence: finding.evidence.map(({ source, message, frame, line, byteRange, text }) => ({
      source,
      message: message ?? null,
      frame: frame ?? null,
      line: line ?? null,
      byteRange: byteRange ? [byteRange[0], byteRange[1]] : null,
      text,
    })),
    wouldDisprove: finding.wouldDisprove,
    fixes: finding.fixes.map(({ where, title, snippet, caution }) => ({
      where,
      title,
      snippet: snippet ?? null,
      caution: caution ?? null,
    })),
    collect: finding.collect.map(({ where, title, question, commands, caution }) => ({
      where,
      title,
      question,
      commands: commands ?? null,
      caution: caution ?? null,
    })),
  }
}
