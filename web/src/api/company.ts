import { http } from './http'

/** What the company is called, and what holds for people who chose nothing else. */
export interface Company {
  name: string
  language: 'zh-CN' | 'en'
  /** IANA name. */
  zone: string
  /** ISO 4217 code of what new money is in. */
  currency: string
}

export const getCompany = () => http<Company>('GET', '/workspace')
export const changeCompany = (body: Partial<Company>) => http<Company>('PATCH', '/workspace', { body })
