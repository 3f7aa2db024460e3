import type { HostTextFact, SetUpFact } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'
import { flagExhibit, flagsOf, setUpClaim } from '../set-up.ts'

const IGNORED =
  /\b(?:ignor(?:ing|ed)\b.{0,80}\bstatement|unknown (?:attribute|statement|keyword)|non-image config file)/i

export const policyStatementMisplaced: Rule = {
  cause: 'policy-statement-misplaced',
  title: 'The Policy Agent ignores a statement of the policy',
  looksFor: 'WARNING :005: of the Policy Agent about a statement that it ignores',
  references: ['z/OS Communications Server: Policy Agent, TTLSConfig'],
  kind: 'cause',
  grounds: ['host'],
  find: ({ texts, caseTexts, answer, codes }) =>
    answer === undefined && codes.length === 0 ? claim([...texts, ...caseTexts]) : undefined,
  findInCase: ({ texts, setUp }) => claim(texts) ?? claimByPolicy(setUp),
}

function claim(texts: readonly HostTextFact[]): Claim | undefined {
  const found = texts.filter(({ id, text }) => id === 'WARNING' && IGNORED.test(text))
  const [first] = found
  if (first === undefined) return undefined
  const statement = first.values['quoted']
  return {
    confidence: 'certain',
    basis: 'text',
    fit: 0.9,
    detectedBy: 'server',
    explanation: `The Policy Agent ignores ${statement === undefined ? 'a statement' : `the statement ${statement}`}: it stands in a file where it has no effect. AT-TLS statements belong into the file that TTLSConfig names.`,
    evidence: found.map(({ source, line, text }) => ({ source, line, text })),
    wouldDisprove: 'pasearch -t showing the rule in force',
  }
}

/** What stands in a policy file and has no effect there. */
function claimByPolicy(setUp: SetUpFact | undefined): Claim | undefined {
  const flags = flagsOf(setUp, 'unknown-keyword', 'misplaced-keyword', 'unknown-statement', 'misplaced-statement')
  const sure = flags.filter((flag) => flag.sure)
  const told = sure.length > 0 ? sure : flags
  return setUpClaim(
    told.map(flagExhibit),
    sure.length > 0 ? 'likely' : 'possible',
    `The policy has ${told.length === 1 ? 'a line' : `${told.length} lines`} that the Policy Agent ${sure.length > 0 ? 'ignores' : 'may ignore'} in silence; the default is in force in their place.`,
    'pasearch -t displaying the value that is written there',
  )
}
