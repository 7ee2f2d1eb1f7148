import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeAvatar, setAvatar } from '@/api/avatars'
import { keys, useMe } from '@/api/queries'
import { later } from '@/lib/later'
import { usePicture } from '@/lib/pictures'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Arriving } from '@/ui/arriving'
import { Avatar } from '@/ui/avatar'
import { Button } from '@/ui/button'
import { SettingsRow } from '@/ui/settings-page'
import { toast } from '@/ui/toast'

const AvatarDialog = later(() => import('./avatar-dialog').then(m => m.AvatarDialog))

/** One's own picture: chosen, cut to a square, taken away. */
export function AvatarRow() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const picture = usePicture(me.id)
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<ImageBitmap>()
  const store = useWrite({
    mutationFn: (next: Blob | undefined) => (next ? setAvatar(next).then(() => undefined) : removeAvatar()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.avatars })
      setChosen(undefined)
      toast(t('app:saved'))
    },
    onError: error => toast(problemText(error), { tone: 'bad' }),
  })
  const choose = async (file: File | undefined) => {
    if (!file) return
    try {
      setChosen(await createImageBitmap(file, { imageOrientation: 'from-image' }))
    } catch {
      toast(t('settings:avatar.unreadable'), { tone: 'bad' })
    }
  }
  return (
    <SettingsRow title={t('settings:avatar.title')} hint={t('settings:avatar.hint')}>
      <Avatar name={me.name} id={me.id} size={48} />
      <input
        ref={input}
        type="file"
        accept="image/*"
        className="hidden"
        tabIndex={-1}
        aria-label={t('settings:avatar.choose')}
        onChange={event => {
          void choose(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button className="max-md:h-11" onClick={() => input.current?.click()}>
        {t('settings:avatar.choose')}
      </Button>
      {picture && (
        <Button
          className="max-md:h-11"
          look="quiet"
          busy={store.isPending && !chosen}
          onClick={() => store.mutate(undefined)}
        >
          {t('settings:avatar.remove')}
        </Button>
      )}
      <Arriving>
        {chosen && (
          <AvatarDialog
            picture={chosen}
            busy={store.isPending}
            onClose={() => setChosen(undefined)}
            onSave={next => store.mutate(next)}
          />
        )}
      </Arriving>
    </SettingsRow>
  )
}
