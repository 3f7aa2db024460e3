import type { CaseFacts, HostTextFact } from '../facts.ts'
import { codeClaim, hostCode, withCode } from '../host-code.ts'
import type { Claim, Rule } from '../rule.ts'

const PERMISSION_DENIED = 416
/** RDATALIB profiles `owner.ring.LST`, and those of FACILITY that were asked before there were such. */
const RING_CLASS = 'RDATALIB'
const RING_FACILITY = /^IRR\.DIGTCERT\.LIST(?:RING)?$/

export const keyRingPermissionDenied: Rule = {
  cause: 'key-ring-permission-denied',
  title: "The task's user may not read the key ring",
  looksFor: 'ICH408I for class RDATALIB (or IRR.DIGTCERT.LISTRING in FACILITY); return code 416',
  references: [
    'z/OS Security Server RACF: ICH408I',
    'RACDCERT: RDATALIB',
    'z/OS System SSL: 416 GSK_ERR_PERMISSION_DENIED',
  ],
  kind: 'cause',
  grounds: ['host'],
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', PERMISSION_DENIED)
    const denied = [...facts.texts, ...facts.caseTexts].find(isDenied)
    if (code === undefined) return undefined
    if (denied !== undefined) return withCode(denial(denied), code)
    return codeClaim(code, {
      fit: 0.95,
      explanation:
        'System SSL gave return code 416: the user of the task may not use the key ring, token or key database.',
      wouldDisprove: 'RACDCERT LISTRING by that user, without an ICH408I in the log',
    })
  },
  findInCase: ({ codes, texts }: CaseFacts) => {
    const denied = texts.find(isDenied)
    const code = hostCode({ codes }, 'system-ssl', PERMISSION_DENIED)
    if (denied !== undefined) return withCode(denial(denied), code)
    return (
      code &&
      codeClaim(code, {
        fit: 0.95,
        explanation: 'Return code 416: the user of the task may not use the key ring, token or key database.',
        wouldDisprove: 'RACDCERT LISTRING by that user, without an ICH408I in the log',
      })
    )
  },
}

function isDenied({ id, values }: HostTextFact): boolean {
  return (
    id === 'ICH408I' &&
    (values['class'] === RING_CLASS || (values['class'] === 'FACILITY' && RING_FACILITY.test(values['resource'] ?? '')))
  )
}

function denial({ source, line, text, values }: HostTextFact): Claim {
  const who = values['user'] ?? 'the user'
  const what = values['resource'] ?? 'the key ring'
  return {
    confidence: 'certain',
    basis: 'text',
    fit: 1,
    detectedBy: 'server',
    explanation: `RACF refused ${who} access ${values['intent'] ?? 'READ'} to ${what} in class ${values['class'] ?? RING_CLASS}; allowed is ${values['allowed'] ?? 'NONE'}.`,
    evidence: [{ source, line, text }],
    wouldDisprove: `a permit of ${who} for ${what} that was in effect at that time`,
  }
}
