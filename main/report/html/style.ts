import { ladderStyle } from '../../presentation/ladder-svg.ts'
import { paperColours } from '../../presentation/paper.ts'

/** Colours of paper; on a screen that asks for it, of the night. */
const colours = `${paperColours}
:root { color-scheme: light dark; }
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #151a21; --sunken: #0f141a; --line: #28303a; --line-strong: #445060;
    --ink: #e8ecf1; --ink-2: #b6bfcb; --ink-3: #98a3b1;
    --accent: #8ab0ff; --accent-bg: #1a2846;
    --bad: #ff8d80; --bad-bg: #3a1a18; --good: #5fd0b0; --good-bg: #10322a;
    --warn: #f0b45c; --warn-bg: #35260f; --dec: #c3a4ff; --mark: #6b5510; --on-mark: #fff4d0;
  }
}
@media print { :root { color-scheme: light; } }
`

const frame = `
* { box-sizing: border-box; }
html { background: var(--sunken); }
body { max-width: 1000px; margin: 0 auto; padding: 40px 56px 64px; background: var(--paper); color: var(--ink); font: 15px/1.55 var(--sans); font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, table, pre { margin: 0; padding: 0; }
h1 { margin: 6px 0 8px; font-size: 27px; line-height: 1.22; font-weight: 600; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 52px 0 16px; padding-top: 14px; border-top: 2px solid var(--ink); font-size: 20px; line-height: 1.3; font-weight: 600; overflow-wrap: anywhere; }
h3 { margin: 30px 0 10px; font-size: 16px; line-height: 1.35; font-weight: 600; overflow-wrap: anywhere; }
h4 { margin: 18px 0 6px; font-size: 12px; font-weight: 600; letter-spacing: 0.05em; text-transform: uppercase; color: var(--ink-3); }
p + p { margin-top: 8px; }
a { color: var(--accent); text-underline-offset: 2px; }
ul, ol { list-style: none; }
code, .mono { font-family: var(--mono); font-size: 0.9em; overflow-wrap: anywhere; }
.quiet { color: var(--ink-3); }
.small { font-size: 13px; }
.lead { font-size: 17px; line-height: 1.5; color: var(--ink-2); overflow-wrap: anywhere; }
.masthead { display: flex; justify-content: space-between; gap: 24px; margin-bottom: 28px; font-size: 13px; color: var(--ink-3); }
.masthead p + p { margin: 0; }
.brand { font-weight: 600; color: var(--ink); }
.brand b { color: var(--accent); font-weight: 600; }
.byline { margin-top: 8px; color: var(--ink-3); overflow-wrap: anywhere; }
.contents { margin-top: 22px; padding: 14px 18px; border-radius: 8px; background: var(--sunken); font-size: 14px; }
.contents ol { columns: 2; column-gap: 32px; }
.contents li { break-inside: avoid; overflow-wrap: anywhere; }
footer { margin-top: 56px; padding-top: 14px; border-top: 1px solid var(--line); font-size: 13px; color: var(--ink-3); }
`

const parts = `
.badge { display: inline-block; margin-right: 6px; padding: 2px 9px; border-radius: 5px; background: var(--sunken); color: var(--ink-2); font-size: 13px; font-weight: 600; white-space: nowrap; }
.badge.failed, .badge.bad { background: var(--bad-bg); color: var(--bad); }
.badge.established, .badge.good, .badge.certain { background: var(--good-bg); color: var(--good); }
.badge.incomplete, .badge.warn, .badge.likely, .badge.possible { background: var(--warn-bg); color: var(--warn); }
.card { margin-top: 20px; padding: 20px 24px 22px; border: 1px solid var(--line); border-radius: 10px; break-inside: auto; }
.card h2, .card h3, .card h4 { margin-top: 18px; }
.card > :first-child { margin: 0 0 8px; padding: 0; border: 0; }
.card .against { margin-top: 14px; }
.verdict > p:first-child { margin-top: 14px; }
.verdict .lead { margin-top: 10px; }
.notice { font-size: 14px; }
.cause { border-left: 5px solid var(--bad); }
.facts { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: 6px 20px; margin-top: 22px; font-size: 14px; }
.facts dt { color: var(--ink-3); }
.facts dd { min-width: 0; overflow-wrap: anywhere; }
.stages { display: grid; grid-template-columns: 0.75fr 0.9fr 1.2fr 1fr 1fr 1fr 0.9fr; gap: 4px; margin-top: 20px; font-size: 12px; color: var(--ink-3); }
.stages span { display: block; height: 8px; margin-bottom: 5px; border-radius: 4px; background: var(--line); }
.stages .reached span { background: var(--good); }
.stages .stopped span { background: repeating-linear-gradient(135deg, var(--bad) 0 6px, var(--bad-bg) 6px 9px); }
.stages .unknown span { border: 1.5px dashed var(--warn); background: none; }
.stages .stopped { color: var(--bad); font-weight: 600; }
.stages .unknown { color: var(--warn); font-weight: 600; }
.stages em { display: block; font-style: normal; }
.proof { display: grid; gap: 8px; margin-top: 4px; }
.proof li { display: grid; grid-template-columns: 28px 1fr; gap: 10px; break-inside: avoid; overflow-wrap: anywhere; }
.letter-mark { width: 26px; height: 20px; border-radius: 10px; background: var(--bad); color: var(--paper); font: 600 11px/20px var(--mono); text-align: center; }
.proof + p { margin-top: 8px; }
.place { display: block; font: 12.5px/1.5 var(--mono); color: var(--ink-3); overflow-wrap: anywhere; }
.fix { margin-top: 14px; }
.fix pre { margin-top: 8px; }
.caution { margin-top: 8px; color: var(--warn); }
pre { padding: 12px 16px; border-radius: 8px; background: var(--sunken); font: 12.5px/1.55 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; break-inside: avoid; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
caption { padding-bottom: 6px; text-align: left; font-size: 13px; color: var(--ink-3); }
th, td { padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 1px solid var(--line-strong); font-size: 12px; font-weight: 600; color: var(--ink-3); overflow-wrap: normal; }
tbody th { font-weight: 600; }
tr { break-inside: avoid; }
td.number, th.number { text-align: right; white-space: nowrap; }
td.word, th.word { white-space: nowrap; overflow-wrap: normal; }
th.name { font: 400 12.5px/1.5 var(--mono); }
th .why { display: block; font: 13px/1.45 var(--sans); color: var(--ink-3); }
.chosen th.name { font-weight: 600; }
.dropped th.name { color: var(--ink-3); }
th.word { width: 1%; padding-right: 24px; font-weight: 400; color: var(--ink-3); }
.chosen td, .chosen th { background: var(--good-bg); }
.chosen th { padding-left: 8px; }
.dropped { color: var(--ink-3); }
.differs td, .differs th { background: var(--warn-bg); }
.outcomes { display: block; max-width: 100%; margin-top: 20px; }
.bar-failed { fill: var(--bad); }
.bar-incomplete { fill: var(--warn); }
.bar-established { fill: var(--good); }
.differences li { margin-bottom: 10px; break-inside: avoid; overflow-wrap: anywhere; }
.remarks { margin: 10px 0 0; font-size: 13.5px; color: var(--warn); }
.remarks li { overflow-wrap: anywhere; }
.note { margin-top: 16px; }
.note pre { margin-top: 6px; font-family: var(--sans); font-size: 14.5px; }
figcaption { margin-top: 8px; }
figure + table { margin-top: 24px; }
.bytes-table { font-family: var(--mono); font-size: 12.5px; }
.bytes-table td { padding: 1px 18px 1px 0; border: 0; white-space: pre; overflow-wrap: normal; }
.bytes-table td.hex { width: 1%; }
mark { background: var(--mark); color: var(--on-mark); }
.warned { color: var(--warn); }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media screen and (max-width: 760px) {
  body { padding: 24px 20px 40px; }
  .facts { grid-template-columns: max-content 1fr; }
  .contents ol { columns: 1; }
  table { display: block; overflow-x: auto; }
}
`

/** A page is A4 or Letter as the printer has it; nothing is cut that fits on one, and what begins a part begins a page. */
const print = `
@page { margin: 15mm 14mm 17mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt 'IBM Plex Sans', sans-serif; color: #5c6673; } }
@media print {
  html { background: none; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.45; }
  h1 { font-size: 19pt; }
  h2 { margin-top: 28px; font-size: 14.5pt; }
  h3 { margin-top: 20px; font-size: 11.5pt; }
  .lead { font-size: 12pt; }
  table, .facts { font-size: 9pt; }
  th, td { padding-top: 4px; padding-bottom: 4px; }
  .card { padding: 14px 18px 16px; }
  .contents { display: none; }
  a { color: inherit; text-decoration: none; }
  .part { break-before: page; }
  .part > h2:first-child { margin-top: 0; }
  h2, h3, h4, caption { break-after: avoid; }
  .keep, svg, .facts, .stages { break-inside: avoid; }
  figcaption, tbody tr:first-child, tbody tr:last-child { break-before: avoid; }
  thead, thead tr { break-after: avoid; }
  .bytes-table { font-size: 8pt; break-inside: avoid; }
  .bytes-table td, .bytes-table th { padding-right: 12px; }
  thead { display: table-header-group; }
  p, li { orphans: 3; widows: 3; }
}
`

/** The style of every page that leaves the house. */
export const pageStyle = `${colours}${frame}${parts}${ladderStyle}${print}`
