import { mount, unmount } from 'svelte'
import App from './App.svelte'
import { chooseCarrier } from './state/carrier.ts'
import NoEngine from './view/start/NoEngine.svelte'
import './style/fonts.ts'
import './style/tokens.css'
import './style/base.css'
import './style/widget.css'

const target = document.getElementById('app')
if (!target) throw new TypeError('index.html has no #app')

let shown: Record<string, unknown> | undefined
const showNoEngine = (): void => {
  if (shown) void unmount(shown)
  shown = mount(NoEngine, { target })
}

const carrier = chooseCarrier(showNoEngine)
// To read the program takes its time, and so does the first drawing: each is a task of its own, and the carrier connects meanwhile.
setTimeout(() => {
  if (shown) return
  if (carrier) shown = mount(App, { target, props: { carrier } })
  else showNoEngine()
})
