import { cipherSuite, cipherSuiteName } from '../../reference/cipher-suite.ts'
import type { Claim } from './claim.ts'
import { fieldOf, isSameServer, leafOf, listed, offered } from './shown.ts'
import type { ComparedHandshake } from '../handshake.ts'

/** Keys of certificates by the name that suites have for them. */
const KEY_OF_AUTHENTICATION: Readonly<Record<string, readonly string[]>> = {
  RSA: ['RSA', 'RSA-PSS'],
  ECDSA: ['EC', 'Ed25519', 'Ed448'],
  DSS: ['DSA'],
}

/** What the client offers beside what the server could use: its certificate where one is shown, else the suite it chose in the good one. */
export const suiteClaim: Claim = (bad, good) => {
  const [badOffer, goodOffer] = [suites(bad), suites(good)]
  const chosen = fieldOf(good, 'server_hello', 'cipherSuite')
  if (!badOffer || !goodOffer) return undefined
  const kind = onlyKindOf(badOffer)
  const keys = serverKeys(bad, good)
  if (kind !== undefined && keys) {
    const fits = KEY_OF_AUTHENTICATION[kind] ?? []
    if (keys.bad !== undefined && !fits.includes(keys.bad)) {
      const other = keys.good !== undefined && keys.good !== keys.bad ? `; the good server's is ${keys.good}` : ''
      return `The bad client offers only ${kind} suites; the server's certificate is ${keys.bad}${other}.`
    }
    if (keys.bad === undefined && keys.good !== undefined && !fits.includes(keys.good)) {
      return isSameServer(bad, good)
        ? `The bad client offers only ${kind} suites; the server's certificate is ${keys.good}.`
        : `The bad client offers only ${kind} suites; the certificate of the good one's server is ${keys.good}.`
    }
  }
  if (typeof chosen !== 'number') return undefined
  const name = cipherSuiteName(chosen)
  if (!badOffer.includes(chosen)) {
    const only = kind === undefined ? listed(badOffer.map(cipherSuiteName)) : `${kind} suites`
    return `The bad client offers only ${only}; the server of the good one chose ${name}, which it does not offer.`
  }
  if (fieldOf(bad, 'server_hello', 'cipherSuite') !== undefined) return undefined
  const key = keys?.good === undefined ? '' : ` with ${withArticle(keys.good)} certificate`
  return `Both clients offer ${name}; only the server of the good one chose it${key}.`
}

function suites(handshake: ComparedHandshake): readonly number[] | undefined {
  return offered(handshake, 'cipherSuites')?.filter((code) => !cipherSuite(code)?.signaling)
}

/** The one authentication of all the suites below TLS 1.3; undefined where there are several, or suites that need none. */
function onlyKindOf(codes: readonly number[]): string | undefined {
  const kinds = new Set(codes.map((code) => cipherSuite(code)?.authentication))
  const [kind] = kinds
  return kinds.size === 1 && kind !== undefined && kind in KEY_OF_AUTHENTICATION ? kind : undefined
}

function serverKeys(
  bad: ComparedHandshake,
  good: ComparedHandshake,
): { readonly bad: string | undefined; readonly good: string | undefined } | undefined {
  const [ofBad, ofGood] = [leafOf(bad, 'server')?.keyType, leafOf(good, 'server')?.keyType]
  return ofBad === undefined && ofGood === undefined ? undefined : { bad: ofBad, good: ofGood }
}

const withArticle = (keyType: string): string => `${/^[AEIOR]/.test(keyType) ? 'an' : 'a'} ${keyType}`
