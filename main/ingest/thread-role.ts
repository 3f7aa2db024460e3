/** What the ingest worker's entry is started with, to become a thread that reads or one that hashes; without, it writes. */
export const READER_ROLE = 'reader'
export const HASH_ROLE = 'hash'
