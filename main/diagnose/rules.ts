/** Every rule, each from its file. */
import type { Rule } from './rule.ts'
import { badRecordMac } from './rule/bad-record-mac.ts'
import { certificateCurveUnsupported } from './rule/certificate-curve-unsupported.ts'
import { certificateExpired } from './rule/certificate-expired.ts'
import { certificateNotYetValid } from './rule/certificate-not-yet-valid.ts'
import { certificateProcessingFailed } from './rule/certificate-processing-failed.ts'
import { certificatePurposeWrong } from './rule/certificate-purpose-wrong.ts'
import { certificateRevoked } from './rule/certificate-revoked.ts'
import { cipherNeedsOtherCertificate } from './rule/cipher-needs-other-certificate.ts'
import { clientCertificateRejected } from './rule/client-certificate-rejected.ts'
import { clientCertificateRequired } from './rule/client-certificate-required.ts'
import { clientLocalError } from './rule/client-local-error.ts'
import { decodeError } from './rule/decode-error.ts'
import { doubleTls } from './rule/double-tls.ts'
import { downgradeDetected } from './rule/downgrade-detected.ts'
import { extendedMasterSecretRequired } from './rule/extended-master-secret-required.ts'
import { handshakeModifiedInTransit } from './rule/handshake-modified-in-transit.ts'
import { handshakeTimeout } from './rule/handshake-timeout.ts'
import { hostnameMismatch } from './rule/hostname-mismatch.ts'
import { illegalParameter } from './rule/illegal-parameter.ts'
import { inappropriateFallback } from './rule/inappropriate-fallback.ts'
import { incompleteChain } from './rule/incomplete-chain.ts'
import { keyRingNotOpened } from './rule/key-ring-not-opened.ts'
import { keyRingPermissionDenied } from './rule/key-ring-permission-denied.ts'
import { keyShareUnusable } from './rule/key-share-unusable.ts'
import { lostFlight } from './rule/lost-flight.ts'
import { middleboxInjectedReset } from './rule/middlebox-injected-reset.ts'
import { noAcceptableKeyLabel } from './rule/no-acceptable-key-label.ts'
import { noApplicationProtocol } from './rule/no-application-protocol.ts'
import { noCommonCipher } from './rule/no-common-cipher.ts'
import { noCommonGroup } from './rule/no-common-group.ts'
import { noCommonSignatureAlgorithm } from './rule/no-common-signature-algorithm.ts'
import { noCommonVersion } from './rule/no-common-version.ts'
import { plaintextOnTlsPort } from './rule/plaintext-on-tls-port.ts'
import { policyNotInstalled } from './rule/policy-not-installed.ts'
import { policyStatementMisplaced } from './rule/policy-statement-misplaced.ts'
import { pskMismatch } from './rule/psk-mismatch.ts'
import { recordOverflow } from './rule/record-overflow.ts'
import { renegotiationRefused } from './rule/renegotiation-refused.ts'
import { selfSigned } from './rule/self-signed.ts'
import { serverHasNoCertificate } from './rule/server-has-no-certificate.ts'
import { starttlsMissing } from './rule/starttls-missing.ts'
import { tcpClosedInHandshake } from './rule/tcp-closed-in-handshake.ts'
import { tcpConnectTimeout } from './rule/tcp-connect-timeout.ts'
import { tcpConnectionRefused } from './rule/tcp-connection-refused.ts'
import { tcpResetInHandshake } from './rule/tcp-reset-in-handshake.ts'
import { tlsEnvironmentFailed } from './rule/tls-environment-failed.ts'
import { tls13CiphersMissing } from './rule/tls13-ciphers-missing.ts'
import { tlsOnPlaintextPort } from './rule/tls-on-plaintext-port.ts'
import { traceNotAFailure } from './rule/trace-not-a-failure.ts'
import { unexpectedMessage } from './rule/unexpected-message.ts'
import { unknownCa } from './rule/unknown-ca.ts'
import { unrecognizedName } from './rule/unrecognized-name.ts'
import { unsafeRenegotiationRefused } from './rule/unsafe-renegotiation-refused.ts'
import { unsupportedExtension } from './rule/unsupported-extension.ts'
import { weakCertificate } from './rule/weak-certificate.ts'
import { weakDhGroup } from './rule/weak-dh-group.ts'

export const rules: readonly Rule[] = [
  badRecordMac,
  certificateCurveUnsupported,
  certificateExpired,
  certificateNotYetValid,
  certificateProcessingFailed,
  certificatePurposeWrong,
  certificateRevoked,
  cipherNeedsOtherCertificate,
  clientCertificateRejected,
  clientCertificateRequired,
  clientLocalError,
  decodeError,
  doubleTls,
  downgradeDetected,
  extendedMasterSecretRequired,
  handshakeModifiedInTransit,
  handshakeTimeout,
  hostnameMismatch,
  illegalParameter,
  inappropriateFallback,
  incompleteChain,
  keyRingNotOpened,
  keyRingPermissionDenied,
  keyShareUnusable,
  lostFlight,
  middleboxInjectedReset,
  noAcceptableKeyLabel,
  noApplicationProtocol,
  noCommonCipher,
  noCommonGroup,
  noCommonSignatureAlgorithm,
  noCommonVersion,
  plaintextOnTlsPort,
  policyNotInstalled,
  policyStatementMisplaced,
  pskMismatch,
  recordOverflow,
  renegotiationRefused,
  selfSigned,
  serverHasNoCertificate,
  starttlsMissing,
  tcpClosedInHandshake,
  tcpConnectTimeout,
  tcpConnectionRefused,
  tcpResetInHandshake,
  tlsEnvironmentFailed,
  tls13CiphersMissing,
  tlsOnPlaintextPort,
  traceNotAFailure,
  unexpectedMessage,
  unknownCa,
  unrecognizedName,
  unsafeRenegotiationRefused,
  unsupportedExtension,
  weakCertificate,
  weakDhGroup,
]
