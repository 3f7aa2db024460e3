import type { ConnectionSort } from '../../../preload/contract/connection.ts'
import { readStored, writeStored } from '../stored.ts'
import {
  type ColumnLayout,
  columnsText,
  readColumns,
  STANDARD_COLUMNS,
  withMoved,
  withShown,
  withWidth,
} from './column-layout.ts'

/** How the list lays a connection out: two lines that fit a narrow pane, or columns. */
export const ROW_FORMS = ['lines', 'columns'] as const
export type RowForm = (typeof ROW_FORMS)[number]

/** Which columns the list has, in which order and how wide; kept between starts, and with the case. */
export class Columns {
  form = $state<RowForm>('lines')
  /** The dialog in which they are chosen. */
  choosing = $state(false)
  #all = $state.raw<ColumnLayout>(STANDARD_COLUMNS)
  readonly shown = $derived(this.#all.filter(({ shown }) => shown))

  constructor() {
    this.restore(readStored('columns'), readStored('rows'))
  }

  get all(): ColumnLayout {
    return this.#all
  }

  get text(): string {
    return columnsText(this.#all)
  }

  /** As they were kept. What says nothing leaves them as they are. */
  restore(columns: string | undefined, form: string | undefined): void {
    this.#all = readColumns(columns) ?? this.#all
    this.form = ROW_FORMS.find((one) => one === form) ?? this.form
  }

  lay(form: RowForm): void {
    this.form = form
    writeStored('rows', form)
  }

  /** Opens the dialog in which they are chosen; who chooses wants to see them. */
  choose(): void {
    this.lay('columns')
    this.choosing = true
  }

  show(id: ConnectionSort, shown: boolean): void {
    this.#change(withShown(this.#all, id, shown))
  }

  resize(id: ConnectionSort, widthPx: number): void {
    this.#change(withWidth(this.#all, id, widthPx))
  }

  move(id: ConnectionSort, step: 1 | -1, amongShown = false): void {
    this.#change(withMoved(this.#all, id, step, amongShown))
  }

  reset(): void {
    this.#change(STANDARD_COLUMNS)
  }

  resetWidth(id: ConnectionSort): void {
    const standard = STANDARD_COLUMNS.find((column) => column.id === id)
    if (standard) this.resize(id, standard.widthPx)
  }

  #change(columns: ColumnLayout): void {
    this.#all = columns
    writeStored('columns', columnsText(columns))
  }
}
