import { Languages } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { setLanguage } from '@/i18n/setup'

/** The quiet page around sign-in, set-up and invitation: one sheet on the frame. */
export function AuthFrame({
  title,
  hint,
  width = 400,
  language = true,
  children,
}: {
  title: string
  hint?: ReactNode
  width?: number
  /** Not where the page asks for the language itself. */
  language?: boolean
  children: ReactNode
}) {
  const { i18n } = useTranslation()
  const english = i18n.language === 'en'
  return (
    <div className="flex min-h-dvh flex-col items-center overflow-y-auto bg-app px-4 py-[8vh] max-md:bg-surface max-md:py-8">
      <div className="w-full" style={{ maxWidth: width }}>
        <img src="/icon.svg" alt="" className="mb-5 size-10" />
        <h1 className="text-20 font-semibold">{title}</h1>
        {hint && <p className="mt-1 text-14 text-fg-3">{hint}</p>}
        <div className="mt-6 rounded-12 md:border md:border-line md:bg-surface md:p-6 md:shadow-1">
          {children}
        </div>
        {language && (
          <button
            type="button"
            onClick={() => void setLanguage(english ? 'zh-CN' : 'en')}
            className="mx-auto mt-6 flex h-9 items-center gap-1.5 rounded-8 px-3 text-13 text-fg-3 hover:bg-hover hover:text-fg"
          >
            <Languages size={15} />
            {english ? '中文' : 'English'}
          </button>
        )}
      </div>
    </div>
  )
}
