import { type Markup, markup } from '../../main/presentation/markup.ts'

export interface Picture {
  /** Its name in the folder. */
  readonly file: string
  readonly view: string
  readonly look: string
  readonly size: string
}

const STYLE = `body { margin: 24px; background: #222; color: #eee; font: 14px system-ui; }
section { display: flex; flex-wrap: wrap; gap: 12px; margin: 8px 0 28px; }
figure { margin: 0; } img { width: 420px; border: 1px solid #555; } a { color: #9cf; }`

/** All pictures on one page, a row for each view. */
export function galleryPage(pictures: readonly Picture[]): string {
  const rows = [...Map.groupBy(pictures, ({ view }) => view)].map(
    ([view, shown]): Markup =>
      markup`<h2>${view}</h2><section>${shown.map(
        ({ file, look, size }) =>
          markup`<figure><a href="${file}"><img src="${file}" alt="${view}, ${look}, ${size}" loading="lazy"></a><figcaption>${look} ${size}</figcaption></figure>`,
      )}</section>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>gskope, every view</title><style>${STYLE}</style>${rows.map(String).join('')}</html>\n`
}
