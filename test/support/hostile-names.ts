/** Texts that are something else to whoever shows them: markup, formulas, commands of a terminal, another direction of writing, no end. */
export const HTML = `</style></title></script><script>qhit(1)</script><img src=x onerror=qhit(2)>"'><svg onload=qhit(3)>&lt;b&gt;<!--`
export const MARKDOWN =
  '](javascript:qhit(4)) ![i](http://q.example/p.png) [l]: http://q.example `c` **b** | p <http://q.example/> ~~~ ``` <details> @you #1 $x$'
export const FORMULA = '=HYPERLINK("http://q.example","q")'
export const CONTROL = 'a\u0000b\u0007c\u001b[31md\u009b31me\u007f'
export const TURNED = 'x\u202egnp.exe\u2066y\u2069z\u200f\u061c\ufeff\u2028'
export const LONG = `L${'o'.repeat(65_533)}g`
export const SURROGATE = 'half \ud83d of it'

export const HOSTILE: readonly string[] = [HTML, MARKDOWN, FORMULA, CONTROL, TURNED, LONG, SURROGATE]

/** Without blanks, for fields that are one word. */
export const HOSTILE_WORDS: readonly string[] = [
  '<script>qhit(5)</script>',
  '=1+qhit(6)',
  '@SUM(A1)',
  '-2+3',
  '+qhit(7)',
  '`c`**b**|[l](javascript:qhit(8))',
  'x\u202egnp.exe',
  `W${'w'.repeat(65_533)}d`,
]

/** Signs that no output may hold as they are: control characters but tab, line feed and carriage return, and what turns or hides writing. */
export const HARMFUL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Surrogate}/u

/** UTF-8 as a text of one sign a byte, for what writes bytes. */
export const utf8Signs = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
