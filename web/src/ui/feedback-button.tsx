import { MessageSquareWarning } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button'
import { type FormNamed, setFeedbackOn } from './shell-store'

/** 反馈 in the head of a form: says what is wrong with it to those who build it. */
export function FeedbackButton({ form }: { form: FormNamed }) {
  const { t } = useTranslation()
  return (
    <IconButton label={t('feedback:title')} onClick={() => setFeedbackOn(form)}>
      <MessageSquareWarning size={16} />
    </IconButton>
  )
}
