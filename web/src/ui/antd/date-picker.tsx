import { DatePicker as Antd, type DatePickerProps } from 'antd'
import type { Dayjs } from 'dayjs'
import type { ComponentProps } from 'react'
import { AntdRoot } from './root'

/** A day, or a moment of one, picked or typed. */
export function DatePicker(props: DatePickerProps<Dayjs, false>) {
  return (
    <AntdRoot>
      <Antd {...props} />
    </AntdRoot>
  )
}

/** From a day to a day. */
export function RangePicker(props: ComponentProps<typeof Antd.RangePicker>) {
  return (
    <AntdRoot>
      <Antd.RangePicker {...props} />
    </AntdRoot>
  )
}
