export const ENCODINGS = ['utf-8', 'latin-1', 'ibm-1047', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** How a text is written down: what its bytes mean and what ends a line. */
export interface TextForm {
  readonly encoding: Encoding
  /**
   * `lines`: ended by a new line; `fixed`: records of `length` bytes; `rdw`: a record descriptor word before each record; `bdw`: and a block
   * descriptor word before each block of them; `unmarked`: records of variable length that lost what stood between them.
   */
  readonly records: 'lines' | 'fixed' | 'rdw' | 'bdw' | 'unmarked'
  /** What ends a line, once the text is in ASCII: LF, or CR or NEL (U+0085) where there is no LF. */
  readonly newLine: number
  /** Of a fixed record, in bytes of the source. */
  readonly length: number
  /** Bytes of a byte order mark at the beginning. */
  readonly markLength: number
  /** Where it is known from the source's beginning, for text from its middle. */
  readonly margins?: Margins | undefined
}

/** What somebody put in front of the lines. */
export interface Margins {
  /** Marks of a mail: with a blank behind those of each line, or without. */
  readonly marks: 'spaced' | 'glued' | undefined
  readonly numbering: LineNumbering | undefined
}

/** Numbers of lines, filled up with zeros. */
export interface LineNumbering {
  /** In digits. */
  readonly width: number
  readonly step: number
  /** Number of the first line that shows it; undefined for text from the middle of the source. */
  readonly first: number | undefined
  /** A blank stands behind all numbers, so that it is none of the text. */
  readonly spaced: boolean
}
