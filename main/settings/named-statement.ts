/** Statements of a policy by type and name, and what refers to them. */
import type { SettingBlock } from '../format/setting-block.ts'
import { attlsStatement } from '../reference/attls-statement.ts'

const MAX_FOLLOWED = 256

export class NamedStatements {
  readonly #byName = new Map<string, SettingBlock>()
  /** Names that more than one statement of a type has. */
  readonly twice: SettingBlock[] = []

  constructor(blocks: readonly SettingBlock[]) {
    for (const block of blocks) {
      if (block.name === undefined) continue
      const key = keyOf(block.type, block.name)
      if (this.#byName.has(key)) this.twice.push(block)
      this.#byName.set(key, block)
    }
    // One that stands inside another and yet has a name.
    for (const { blocks: inner } of blocks)
      for (const block of inner)
        if (block.name !== undefined && !this.#byName.has(keyOf(block.type, block.name)))
          this.#byName.set(keyOf(block.type, block.name), block)
  }

  find(type: string, name: string): SettingBlock | undefined {
    return this.#byName.get(keyOf(type, name))
  }

  /** The statements inside a statement, and those that it names. */
  partsOf(outer: SettingBlock): readonly { readonly block: SettingBlock; readonly inline: boolean }[] {
    const statement = attlsStatement(outer.type)
    const inside = outer.blocks
      .filter(({ type }) => statement?.inside.has(type.toLowerCase()) === true)
      .map((block) => ({ block, inline: true }))
    const referred = outer.parameters.flatMap(({ keyword, value }) => {
      const kind = statement?.keywords.get(keyword.toLowerCase())?.value
      const block = kind?.kind === 'reference' ? this.find(kind.to, value) : undefined
      return block === undefined ? [] : [{ block, inline: false }]
    })
    return [...inside, ...referred]
  }

  /** All values in a statement and in those that it holds or names: of an address or port group. */
  textsIn(type: string, name: string): readonly string[] {
    const first = this.find(type, name)
    const waiting = first === undefined ? [] : [first]
    const texts: string[] = []
    for (let followed = 0; followed < MAX_FOLLOWED; followed++) {
      const block = waiting.shift()
      if (block === undefined) return texts
      const statement = attlsStatement(block.type)
      for (const { keyword, value } of block.parameters)
        if (statement?.keywords.get(keyword.toLowerCase())?.value.kind !== 'reference') texts.push(value)
      waiting.push(...this.partsOf(block).map((part) => part.block))
    }
    return texts
  }
}

function keyOf(type: string, name: string): string {
  return `${type.toLowerCase()} ${name}`
}
