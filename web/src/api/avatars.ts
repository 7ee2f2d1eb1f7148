import { http } from './http'

/** Who has a picture, by its hash. */
export const listAvatars = () =>
  http<{ items: Record<string, string> }>('GET', '/avatars').then(answer => answer.items)
export const setAvatar = (picture: Blob) => http<{ avatar: string }>('PUT', '/me/avatar', { raw: picture })
export const removeAvatar = () => http<void>('DELETE', '/me/avatar')
