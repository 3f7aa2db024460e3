import { groupName } from '../../reference/supported-group.ts'
import { ALERT } from '../alert-code.ts'
import type { ConnectionFacts, KeyShareFact } from '../facts.ts'
import { advice, askNetwork } from '../fix/advice.ts'
import { hostCode, withCode } from '../host-code.ts'
import { EXTENSION, offersTls13 } from '../offer.ts'
import { capital, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Exhibit, Rule } from '../rule.ts'
import { rulesWithStrayKeyShare, setUpClaim } from '../set-up.ts'
import { claimUnderPolicy } from '../under-policy.ts'
import type { Side } from '../../tls/message.ts'

/** Bytes of a client's share (RFC 8446 §4.2.8, RFC 7919, draft-ietf-tls-ecdhe-mlkem). */
const SHARE_LENGTH: Readonly<Record<number, number>> = {
  23: 65,
  24: 97,
  25: 133,
  29: 32,
  30: 56,
  256: 256,
  257: 384,
  258: 512,
  259: 768,
  260: 1_024,
  0x11eb: 1_249,
  0x11ec: 1_216,
  0x11ed: 1_665,
}
/** 515: the list is not valid; 517: it has nothing in common with the list of curves. */
const KEY_SHARE_LIST = [515, 517]

export const keyShareUnusable: Rule = {
  cause: 'key-share-unusable',
  title: 'A key share that cannot be used',
  looksFor:
    'a key share of the wrong size or of zeros; a HelloRetryRequest for a group that was not offered or is there already; a second hello without the group asked for; return code 515',
  references: ['RFC 8446 §4.1.4', 'RFC 8446 §4.2.8', 'RFC 7748 §6', 'z/OS System SSL: 515, 517'],
  kind: 'cause',
  find: (facts) => {
    const configured = claimUnderPolicy(facts, 'key-share-unusable')
    if (configured !== undefined) return configured
    const code = hostCode(facts, 'system-ssl', ...KEY_SHARE_LIST)
    const refusal = refusalOf(facts)
    const fault = facts.outcome === 'failed' ? faultOf(facts) : undefined
    if (fault !== undefined && refusal !== undefined && fault.from !== refusal.by) {
      return withCode(
        {
          confidence: 'certain',
          basis: 'bytes',
          fit: 0.95,
          explanation: `${fault.text}; ${refusalText(refusal)} followed.`,
          detectedBy: refusal.by,
          evidence: [...fault.evidence, ...refusalExhibit(facts, refusal)],
          wouldDisprove: 'a capture on the other side of the network that shows another share',
          // No list of groups mends what does not follow the protocol.
          fixes: [
            advice(fault.from, `Bring the ${fault.from}'s TLS library up to date: ${fault.text}`),
            askNetwork(facts, 'does a device on this way change the hello?'),
          ],
        },
        code,
      )
    }
    const offer = facts.offers.at(-1)
    if (refusal?.by === 'server' && offer && offersTls13(offer) && facts.answer === undefined) {
      const said = refusal.alert?.description
      if (said === ALERT.illegalParameter && offer.keyShares !== undefined) {
        return {
          confidence: 'possible',
          basis: 'bytes',
          fit: 0.3,
          explanation: `${capital(refusalText(refusal))} came to a TLS 1.3 hello; a point that is not on its curve would bring it.`,
          evidence: [
            { message: offer.n, field: ['extensions', 'key_share'], text: "the client's shares" },
            ...refusalExhibit(facts, refusal),
          ],
          wouldDisprove: 'shares that are valid points',
        }
      }
    }
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: code.code === 515 ? 0.9 : 0.6,
        explanation:
          code.code === 515
            ? 'System SSL gave return code 515: the list of key share groups is not valid.'
            : 'System SSL gave return code 517: the list of key share groups and the list of curves have nothing in common, or the partner has none of them.',
        evidence: [],
        wouldDisprove: 'ClientKeyShareGroups or ServerKeyShareGroups that hold known groups alone',
      },
      code,
    )
  },
  findInCase: ({ setUp }) =>
    setUpClaim(
      rulesWithStrayKeyShare(setUp),
      'possible',
      'A rule offers a key share for a group that is not among its curves, which System SSL answers with return code 515 or 517.',
      'a handshake with TLS 1.3 under this rule',
      0.3,
    ),
}

interface Fault {
  readonly from: Side
  readonly text: string
  readonly evidence: readonly Exhibit[]
}

function faultOf(facts: ConnectionFacts): Fault | undefined {
  const [first, second] = facts.offers
  const { retry } = facts
  if (first === undefined) return undefined
  const bad = first.keyShares?.find(wrong)
  if (bad !== undefined) {
    return {
      from: 'client',
      text: bad.zero
        ? `The client's share for ${groupName(bad.group)} is all zeros`
        : `The client's share for ${groupName(bad.group)} has ${bad.length} bytes where ${SHARE_LENGTH[bad.group] ?? 0} are due`,
      evidence: [
        { message: first.n, field: ['extensions', 'key_share'], text: `${groupName(bad.group)}, ${bad.length} bytes` },
      ],
    }
  }
  const asked = retry?.group
  if (retry === undefined || asked === undefined) return undefined
  const retryPlace: Exhibit = {
    message: retry.n,
    field: ['extensions', 'key_share'],
    text: `asks for ${groupName(asked)}`,
  }
  if (first.groups !== undefined && !first.groups.includes(asked)) {
    return {
      from: 'server',
      text: `The HelloRetryRequest asks for ${groupName(asked)}, which the client did not offer`,
      evidence: [
        retryPlace,
        { message: first.n, field: ['extensions', 'supported_groups'], text: "the client's groups" },
      ],
    }
  }
  const had = first.keyShares?.some(({ group }) => group === asked) ?? false
  if (had && !retry.extensions.includes(EXTENSION.cookie)) {
    return {
      from: 'server',
      text: `The HelloRetryRequest asks for ${groupName(asked)}, for which the client had sent a share already`,
      evidence: [
        retryPlace,
        { message: first.n, field: ['extensions', 'key_share'], text: `a share for ${groupName(asked)}` },
      ],
    }
  }
  if (
    second !== undefined &&
    second.n > retry.n &&
    !(second.keyShares?.some(({ group }) => group === asked) ?? false)
  ) {
    return {
      from: 'client',
      text: `The server asked for a share of ${groupName(asked)}; the second hello has none`,
      evidence: [
        retryPlace,
        { message: second.n, field: ['extensions', 'key_share'], text: `no share for ${groupName(asked)}` },
      ],
    }
  }
  return undefined
}

function wrong({ group, length, zero }: KeyShareFact): boolean {
  const due = SHARE_LENGTH[group]
  return due !== undefined && (length !== due || zero)
}
