import { useEffect, useRef } from 'react'
import { onBack } from '@/lib/back'
import { belongsToInputMethod } from '@/lib/composition'
import { layerClosed } from './rest-of-click'

type Close = () => void
const stack: { close: Close; beside: boolean }[] = []

/** Popups of antd close themselves first. */
const ANTD_OPEN =
  '.ant-select-dropdown:not(.ant-select-dropdown-hidden), .ant-picker-dropdown:not(.ant-picker-dropdown-hidden)'

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || belongsToInputMethod(event) || event.defaultPrevented) return
  if (document.querySelector(ANTD_OPEN)) return
  const top = stack.at(-1)
  if (!top) return
  event.preventDefault()
  event.stopPropagation()
  top.close()
}
if (typeof document !== 'undefined') document.addEventListener('keydown', onKey)

/**
 * Registers an open layer: Escape, and Back on a phone, close only the topmost one. One that lies beside the page leaves it its keys.
 */
export function useLayer(open: boolean, close: Close, beside = false): void {
  const latest = useRef(close)
  latest.current = close
  useEffect(() => {
    if (!open) return
    const layer = { close: () => latest.current(), beside }
    stack.push(layer)
    const forgetBack = onBack(() => stack.at(-1)?.close())
    return () => {
      forgetBack()
      const index = stack.indexOf(layer)
      if (index >= 0) stack.splice(index, 1)
      layerClosed()
    }
  }, [open, beside])
}

/** Whether some dialog, sheet or menu is open: keys of the page below stay quiet. */
export function anyLayerOpen(): boolean {
  return stack.some(layer => !layer.beside) || document.querySelector(ANTD_OPEN) !== null
}
