import { type Markup, markup } from '../../presentation/markup.ts'

export type Level = 2 | 3 | 4

/** A heading inside of one of `level`. */
export function under(level: Level): Level {
  return level === 2 ? 3 : 4
}

export function heading(level: Level, text: string, id?: string): Markup {
  const attribute = id === undefined ? '' : markup` id="${id}"`
  switch (level) {
    case 2:
      return markup`<h2${attribute}>${text}</h2>`
    case 3:
      return markup`<h3${attribute}>${text}</h3>`
    case 4:
      return markup`<h4${attribute}>${text}</h4>`
  }
}
