import { mount } from 'svelte'
import App from './App.svelte'
import { chooseCarrier } from './state/carrier.ts'
import NoEngine from './view/start/NoEngine.svelte'
import './style/fonts.ts'
import './style/tokens.css'
import './style/base.css'
import './style/widget.css'

const target = document.getElementById('app')
if (!target) throw new TypeError('index.html has no #app')

// Working on the window without an engine: /?stand-in=example. Not in the product: the bundler drops the branch.
const scene = import.meta.env.DEV ? new URLSearchParams(location.search).get('stand-in') : null
const carrier = scene === null ? chooseCarrier() : (await import('../test/support/stand-in-bridge.ts')).standInBridge(scene)

if (carrier) mount(App, { target, props: { carrier } })
else mount(NoEngine, { target })
