import { http } from './http'
import type { Lan, Me, Status } from './types'

export const getStatus = () => http<Status>('GET', '/status')
/** The same for who sets the server up: their token says that they may know where it is found. */
export const getSetupStatus = (token: string) =>
  http<Status>('GET', '/status', { headers: { 'Setup-Token': encodeURIComponent(token) } })
export const getMe = () => http<Me>('GET', '/me')
export const signIn = (body: { login: string; password: string; stay: boolean }) =>
  http<Me>('POST', '/session', { body })
export const signOut = () => http<void>('DELETE', '/session')
export const updateMe = (body: Partial<Pick<Me, 'name' | 'language' | 'theme' | 'density' | 'zone'>>) =>
  http<Me>('PATCH', '/me', { body })
export const changePassword = (body: { current: string; next: string }) =>
  http<void>('POST', '/me/password', { body })

export interface Session {
  id: string
  /** What the browser calls itself. */
  device: string
  address: string
  began: string
  used: string
  ends: string
  current: boolean
}
export const listSessions = () =>
  http<{ items: Session[] }>('GET', '/me/sessions').then(answer => answer.items)
export const endSession = (id: string) => http<void>('DELETE', `/me/sessions/${id}`)
export const endOtherSessions = () => http<void>('DELETE', '/me/sessions')

export interface SetupBody {
  token: string
  workspace_name: string
  name: string
  login: string
  password: string
  language: 'zh-CN' | 'en'
  /** In which days begin; the server has one of its own where none is said. */
  zone?: string
  /** ISO 4217 code; the first forms have their money in it. */
  currency: string
  lan: boolean
  demo: boolean
}
export const setUp = (body: SetupBody) => http<Me>('POST', '/setup', { body })

export const getInvitation = (token: string) =>
  http<{ name: string; workspace: string; login?: string | null }>(
    'GET',
    `/invitations/${encodeURIComponent(token)}`,
  )
export const acceptInvitation = (token: string, body: { login?: string; password: string }) =>
  http<Me>('POST', `/invitations/${encodeURIComponent(token)}`, { body })

export const getLan = () => http<Lan>('GET', '/lan')
export const setLan = (body: Partial<Pick<Lan, 'enabled' | 'address'>>) => http<Lan>('PUT', '/lan', { body })
