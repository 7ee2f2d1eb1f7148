import { Select as Antd, type SelectProps } from 'antd'
import { AntdRoot } from './root'

type Option = NonNullable<SelectProps['options']>[number]

/** A list to choose from, one or several, with a search in it. */
export function Select<Value, One extends Option = Option>(props: SelectProps<Value, One>) {
  return (
    <AntdRoot>
      <Antd<Value, One> {...props} />
    </AntdRoot>
  )
}
