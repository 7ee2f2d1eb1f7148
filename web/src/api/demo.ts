import type * as Server from './generated/types.gen'
import { http } from './http'

/** The invented records of set-up. */
export type Demo = Server.Demo

export const getDemo = () => http<Demo>('GET', '/demo')
export const removeDemo = () => http<{ gone: number }>('DELETE', '/demo')
