import type { HostTextFact, SetUpFact } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'
import { flagExhibit, flagsOf, setUpClaim } from '../set-up.ts'

/** What the Policy Agent says when the stack does not let it in: errno2 74610296, or its kernel initialisation. */
const ERRNO2 = '74610296'
const KERNEL = /\bkernel[ _]?init|Kernel initialization failed|EZB\.INITSTACK/i

export const policyNotInstalled: Rule = {
  cause: 'policy-not-installed',
  title: 'The Policy Agent could not install its policy in the stack',
  looksFor:
    'SYSERR or OBJERR of the Policy Agent about its kernel initialisation; errno2 74610296; ICH408I for EZB.INITSTACK; pasearch that retrieves no policies; a policy file with errors',
  references: ['z/OS Communications Server: Policy Agent', 'SERVAUTH: EZB.INITSTACK.sysname.tcpname'],
  kind: 'cause',
  grounds: ['host'],
  find: ({ texts, caseTexts, answer, codes }) =>
    // A stack that answers with TLS, or AT-TLS that gives codes, has its policy.
    answer === undefined && codes.length === 0 ? claim([...texts, ...caseTexts]) : undefined,
  findInCase: ({ texts, setUp }) => claim(texts) ?? claimByDisplay(setUp) ?? claimByErrors(setUp),
}

function claim(texts: readonly HostTextFact[]): Claim | undefined {
  const found = texts.filter(
    ({ id, text, values }) =>
      ((id === 'SYSERR' || id === 'OBJERR') && (values['errno2'] === ERRNO2 || KERNEL.test(text))) ||
      (id === 'ICH408I' && (values['resource'] ?? '').startsWith('EZB.INITSTACK')),
  )
  if (found.length === 0) return undefined
  return {
    confidence: 'certain',
    basis: 'text',
    fit: 1,
    detectedBy: 'server',
    explanation:
      'The Policy Agent could not reach the stack, so no AT-TLS rule is in force there: connections that a rule should cover go to the application as they are.',
    evidence: found.map(({ source, line, text }) => ({ source, line, text })),
    wouldDisprove: 'pasearch -t, or EZD1586I / EZZ8771I later in the log, showing the policy installed',
  }
}

function claimByDisplay(setUp: SetUpFact | undefined): Claim | undefined {
  const empty = (setUp?.policies ?? []).flatMap(({ source, image, nothingInstalled: line }) =>
    line === undefined ? [] : [{ source, line, text: `no policies retrieved for ${image ?? 'the stack'}` }],
  )
  return setUpClaim(
    empty,
    // It says the same to a user who may not see the policy, and of a stack that is not the one in question.
    'likely',
    'pasearch displays that no policy is installed: connections that a rule should cover go to the application as they are.',
    'pasearch -t by a user with access, for the stack in question, displaying rules',
    0.9,
  )
}

/** "If errors are detected during parsing, no new policies are installed" (TTLSConfig statement). */
function claimByErrors(setUp: SetUpFact | undefined): Claim | undefined {
  const errors = flagsOf(setUp, 'unknown-value', 'missing-keyword', 'braces').filter(({ sure }) => sure)
  return setUpClaim(
    errors.map(flagExhibit),
    'possible',
    'The policy file has what is no documented syntax. When the Policy Agent finds an error it installs nothing new of the policy.',
    'pasearch -t displaying the rules of this file as active',
  )
}
