/** A registered name in the parts between which it breaks where it must: its halves (TLS_ECDHE_RSA_WITH_ / AES_128_GCM_SHA256), else its words. */
export function codeNameParts(name: string): string[] {
  return name.split(name.includes('_WITH_') ? /(?<=_WITH_)/ : /(?<=_)/)
}
