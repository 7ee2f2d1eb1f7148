/** Where a layer is: its panel, and the veil behind it. */
const LAYER = '[data-layer], [role=dialog], [role=menu], [role=listbox]'

/** The last click was on a layer. */
let onLayer = false
/** It closed one: what is left of a double click was meant for what is gone. */
let closed = false

/** To be told whenever a layer closes. */
export function layerClosed(): void {
  if (onLayer) closed = true
}

function onMouse(event: MouseEvent): void {
  const first = event.detail < 2
  if (event.type === 'mousedown' && first) {
    onLayer = false
    closed = false
  } else if (closed && !first) {
    event.preventDefault()
    event.stopImmediatePropagation()
  } else if (event.type === 'click') {
    onLayer = event.target instanceof Element && event.target.closest(LAYER) !== null
  }
}

// Before anybody else hears of it.
if (typeof window !== 'undefined')
  for (const type of ['mousedown', 'mouseup', 'click', 'dblclick'] as const)
    window.addEventListener(type, onMouse, true)
