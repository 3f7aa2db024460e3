import { describeForms } from '../../support/message-form.ts'
import { clientHello } from '../../support/tls-bytes.ts'

describeForms([
  [
    'client_hello without extensions',
    clientHello({ version: 0x0300, suites: [4, 5] }),
    {},
    { name: 'client_hello', legacyVersion: 0x0300, cipherSuites: [4, 5] },
  ],
])
