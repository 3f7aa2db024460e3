import type { RedactedKind } from '../../../preload/contract/report.ts'
import { AddressMap } from './address-map.ts'
import { type KnownName, type NameKind, Pseudonyms } from './pseudonyms.ts'
import { TextMask } from './text-mask.ts'

const NAME_KINDS: readonly NameKind[] = [
  'host-name',
  'user-id',
  'job-name',
  'certificate-name',
  'serial',
  'label',
  'key-ring',
  'file-name',
  'identifier',
]

/** One masking of one output: the same stand-in for the same value throughout, and how many of each kind there were. */
export class Masking {
  readonly mask: TextMask
  readonly #addresses: AddressMap
  readonly #pseudonyms = new Pseudonyms()

  /** `key`: hex digits that addresses are mapped with. `addresses` and `names`: all that are known to be such. */
  constructor(key: string, addresses: Iterable<string>, names: Iterable<KnownName>) {
    this.#addresses = new AddressMap(key, addresses)
    for (const { kind, value } of names)
      if (value.trim() !== '' && this.#addresses.of(value) === undefined) this.#pseudonyms.of(kind, value)
    this.mask = new TextMask(this.#pseudonyms, this.#addresses)
  }

  /** What was masked so far, by kind; `bytes` and `notes` are counted by whoever left them out. */
  counts(bytes: number, notes: number): readonly { readonly kind: RedactedKind; readonly count: number }[] {
    const counts: readonly (readonly [RedactedKind, number])[] = [
      ['address', this.#addresses.count],
      ...NAME_KINDS.map((kind) => [kind, this.#pseudonyms.count(kind)] as const),
      ['text', this.mask.count],
      ['bytes', bytes],
      ['note', notes],
    ]
    return counts.flatMap(([kind, count]) => (count > 0 ? [{ kind, count }] : []))
  }
}
