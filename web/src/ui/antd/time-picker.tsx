import { TimePicker as Antd } from 'antd'
import type { ComponentProps } from 'react'
import { AntdRoot } from './root'

/** A time of day, picked or typed. */
export function TimePicker(props: ComponentProps<typeof Antd>) {
  return (
    <AntdRoot>
      <Antd {...props} />
    </AntdRoot>
  )
}
