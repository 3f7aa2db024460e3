/** Colours and type of paper. The pairs that carry text have a contrast of 4.5 and more. */
export const paperColours = `
:root {
  --sans: 'IBM Plex Sans', ui-sans-serif, system-ui, sans-serif;
  --mono: 'IBM Plex Mono', ui-monospace, 'Cascadia Mono', Menlo, monospace;
  --paper: #ffffff; --sunken: #f3f5f8; --line: #dde1e7; --line-strong: #b4bcc8;
  --ink: #151920; --ink-2: #434c59; --ink-3: #5c6673;
  --accent: #2757c8; --accent-bg: #e8effd;
  --bad: #b0241c; --bad-bg: #fdebe9; --good: #0a6850; --good-bg: #e2f4ee;
  --warn: #7f4c00; --warn-bg: #fcf0da; --dec: #6237ae; --mark: #ffe08a; --on-mark: #151920;
}
`
