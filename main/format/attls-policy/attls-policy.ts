import { attlsStatement } from '../../reference/attls-statement.ts'
import type { Setting, SettingsReader } from '../reader.ts'
import { latinBytes } from '../text/latin.ts'
import { TextLines } from '../text/text-lines.ts'
import { withoutMargins } from '../text/line-margin.ts'
import { DES_KEYWORD, StatementAssembler } from './statement-assembler.ts'

const SAMPLE = 'TTLSRule TN3270\n{\n  LocalPortRange 2023\n}\n'
/** A statement of AT-TLS with its name. */
const BEGINS = /^TTLS[A-Za-z]{4,24}\s{1,80}[^\s:{]{1,64}(?:\s*[{#].*)?$/i

/** AT-TLS policy as Policy Agent reads it: TTLSRule and its actions, with braces; also Policy Agent's main and image files. */
export const attlsPolicy: SettingsReader = {
  kind: 'settings',
  id: 'attls-policy',
  title: 'AT-TLS policy (Policy Agent configuration)',
  sample: latinBytes(SAMPLE),
  detect: (head) => {
    const settings: Setting[] = []
    new TextLines(
      new StatementAssembler({
        setting: (setting) => void settings.push(setting),
        notUnderstood: () => undefined,
        warn: () => undefined,
      }),
    ).take(head, 0, true)
    if (settings.some(isAttls)) return 'certain'
    return settings.some(({ kind }) => /^(?:tcpimage|ttlsconfig)$/i.test(kind)) ? 'possible' : 'no'
  },
  begins: (line) => {
    const plain = withoutMargins(line, DES_KEYWORD)
    return BEGINS.test(plain) && attlsStatement(plain.split(/\s/, 1)[0] ?? '')?.type.startsWith('TTLS') === true
  },
  open: (sink) => new TextLines(new StatementAssembler(sink)),
}

/** A statement of AT-TLS with something in it. */
function isAttls({ kind, value }: Setting): boolean {
  const block = value as { parameters: readonly unknown[]; blocks: readonly unknown[] }
  return (
    attlsStatement(kind)?.type.startsWith('TTLS') === true && (block.parameters.length > 0 || block.blocks.length > 0)
  )
}
