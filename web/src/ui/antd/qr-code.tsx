import { QRCode as Antd, type QRCodeProps } from 'antd'
import { AntdRoot } from './root'

/** An address to be read by a camera. */
export function QRCode(props: QRCodeProps) {
  return (
    <AntdRoot>
      <Antd {...props} />
    </AntdRoot>
  )
}
