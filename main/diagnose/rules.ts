/** Every rule, each from its file. */
import type { Rule } from './rule.ts'
import { certificateCurveUnsupported } from './rule/certificate-curve-unsupported.ts'
import { certificateExpired } from './rule/certificate-expired.ts'
import { certificateNotYetValid } from './rule/certificate-not-yet-valid.ts'
import { certificatePurposeWrong } from './rule/certificate-purpose-wrong.ts'
import { certificateRevoked } from './rule/certificate-revoked.ts'
import { cipherNeedsOtherCertificate } from './rule/cipher-needs-other-certificate.ts'
import { clientCertificateRejected } from './rule/client-certificate-rejected.ts'
import { clientCertificateRequired } from './rule/client-certificate-required.ts'
import { extendedMasterSecretRequired } from './rule/extended-master-secret-required.ts'
import { hostnameMismatch } from './rule/hostname-mismatch.ts'
import { incompleteChain } from './rule/incomplete-chain.ts'
import { noCommonCipher } from './rule/no-common-cipher.ts'
import { noCommonGroup } from './rule/no-common-group.ts'
import { noCommonSignatureAlgorithm } from './rule/no-common-signature-algorithm.ts'
import { noCommonVersion } from './rule/no-common-version.ts'
import { selfSigned } from './rule/self-signed.ts'
import { serverHasNoCertificate } from './rule/server-has-no-certificate.ts'
import { tcpClosedInHandshake } from './rule/tcp-closed-in-handshake.ts'
import { tcpResetInHandshake } from './rule/tcp-reset-in-handshake.ts'
import { tls13CiphersMissing } from './rule/tls13-ciphers-missing.ts'
import { unknownCa } from './rule/unknown-ca.ts'
import { unsafeRenegotiationRefused } from './rule/unsafe-renegotiation-refused.ts'
import { weakCertificate } from './rule/weak-certificate.ts'

export const rules: readonly Rule[] = [
  certificateCurveUnsupported,
  certificateExpired,
  certificateNotYetValid,
  certificatePurposeWrong,
  certificateRevoked,
  cipherNeedsOtherCertificate,
  clientCertificateRejected,
  clientCertificateRequired,
  extendedMasterSecretRequired,
  hostnameMismatch,
  incompleteChain,
  noCommonCipher,
  noCommonGroup,
  noCommonSignatureAlgorithm,
  noCommonVersion,
  selfSigned,
  serverHasNoCertificate,
  tcpClosedInHandshake,
  tcpResetInHandshake,
  tls13CiphersMissing,
  unknownCa,
  unsafeRenegotiationRefused,
  weakCertificate,
]
