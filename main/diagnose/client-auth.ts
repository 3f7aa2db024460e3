/** What the policy of the server's host asks of clients (AT-TLS: HandshakeRole ServerWithClientAuth, ClientAuthType). */
import { valueOf, wordOf } from '../settings/meaning.ts'
import type { ConnectionFacts } from './facts.ts'
import type { Exhibit } from './rule.ts'
import { policyExhibit } from './under-policy.ts'

/** Empty where the policy is not known to be the connection's, or asks for no certificate. */
export function clientAuthExhibits({ policy }: Pick<ConnectionFacts, 'policy'>): readonly Exhibit[] {
  if (policy?.hostIs !== 'server' || policy.open.length > 0) return []
  const role = valueOf(policy.values, 'HandshakeRole')
  if (wordOf(policy.values, 'HandshakeRole')?.toLowerCase() !== 'serverwithclientauth') return []
  return policyExhibit(policy, valueOf(policy.values, 'ClientAuthType') ?? role)
}
