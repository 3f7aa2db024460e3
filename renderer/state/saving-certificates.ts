import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { CertificateFileRequest } from '../../preload/contract/connection.ts'
import { download } from './download.ts'

/** Certificates of a handshake as files of their own. */
export class SavingCertificates {
  readonly #engine: EngineClient
  readonly #failed: (message: string) => void

  constructor(engine: EngineClient, failed: (message: string) => void) {
    this.#engine = engine
    this.#failed = failed
  }

  async save(request: CertificateFileRequest): Promise<void> {
    const result = await this.#engine.request('certificate.file', request)
    if (!result.ok) return this.#failed(`The certificate was not saved. ${result.message}`)
    const { name, bytes } = result.value
    download(name, [bytes], request.form === 'pem' ? 'application/x-pem-file' : 'application/pkix-cert')
  }
}
