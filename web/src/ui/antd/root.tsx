import { StyleProvider } from '@ant-design/cssinjs'
import { ConfigProvider, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '@/lib/use-media'
import { weekStart } from '@/lib/week-start'
import tokens from '@/styles/tokens.json'
import { useDark } from '../theme'

type Seed = Parameters<typeof theme.darkAlgorithm>[0]
type Map = Parameters<typeof theme.darkAlgorithm>[1]

/** antd derives its own dark primary; ours must be the accent everywhere. */
const darkAlgorithm = (seed: Seed, map?: Map) => ({
  ...theme.darkAlgorithm(seed, map),
  colorPrimary: tokens.dark.accent,
  colorPrimaryHover: tokens.dark['accent-hover'],
  colorPrimaryActive: '#5b80f0',
  colorLink: tokens.dark.accent,
  colorLinkHover: tokens.dark['accent-hover'],
  colorLinkActive: tokens.dark.accent,
})

type Locale = typeof zhCN

/** A picker's year and month are buttons that read 2026年 and 11月: another name over them is not what is seen. */
function namedAsSeen(imported: Locale | { default: Locale }): Locale {
  // Some bundlers hand out the module instead of what it exports.
  const locale = 'default' in imported ? imported.default : imported
  const { DatePicker } = locale
  if (!DatePicker) return locale
  const { yearSelect: _, monthSelect: __, decadeSelect: ___, ...lang } = DatePicker.lang
  return { ...locale, DatePicker: { ...DatePicker, lang: lang as typeof DatePicker.lang } }
}
const CHINESE = namedAsSeen(zhCN)
const ENGLISH = namedAsSeen(enUS)

/** Whether a root stands above already: one is enough. */
const Rooted = createContext(false)

/**
 * antd's controls on our tokens. Each control of this folder brings it along, so that no page loads antd before one of
 * them is on it; around many it may stand once.
 */
export function AntdRoot({ children }: { children: ReactNode }) {
  return useContext(Rooted) ? children : <Root>{children}</Root>
}

function Root({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  const dark = useDark()
  const phone = usePhone()
  const english = i18n.language === 'en'
  dayjs.locale(english ? 'en' : 'zh-cn')
  // Pickers begin their weeks as the calendars do.
  if (english && dayjs.Ls.en) dayjs.Ls.en.weekStart = weekStart()
  const t = dark ? tokens.dark : tokens.light
  return (
    <StyleProvider layer>
      <ConfigProvider
        locale={english ? ENGLISH : CHINESE}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
        theme={{
          algorithm: dark ? darkAlgorithm : theme.defaultAlgorithm,
          hashed: false,
          components: {
            // Days of the next month can be picked like all others.
            DatePicker: { colorTextDisabled: t['fg-3'], colorTextLightSolid: t['on-accent'] },
            Button: { primaryColor: t['on-accent'] },
            Select: { optionSelectedBg: t.hover, optionActiveBg: t.hover, optionSelectedFontWeight: 400 },
          },
          cssVar: { key: dark ? 'app-dark' : 'app' },
          token: {
            fontFamily: 'inherit',
            fontSize: phone ? 16 : 13,
            fontSizeLG: phone ? 16 : 14,
            borderRadius: 8,
            controlHeight: phone ? 44 : 32,
            controlHeightSM: 28,
            zIndexPopupBase: 1200,
            colorPrimary: t.accent,
            colorLink: t.accent,
            colorLinkHover: t['accent-hover'],
            colorLinkActive: t.accent,
            colorBgContainer: t['bg-surface'],
            colorBgElevated: t['bg-raised'],
            colorText: t.fg,
            colorTextSecondary: t['fg-2'],
            colorTextTertiary: t['fg-3'],
            colorTextPlaceholder: t.placeholder,
            colorBorder: t['line-strong'],
            colorBorderSecondary: t.line,
            colorSplit: t.line,
            colorError: t.bad,
            controlItemBgHover: t.hover,
            controlItemBgActive: t['accent-soft'],
            motionDurationMid: '0.12s',
            motionDurationSlow: '0.16s',
          },
        }}
      >
        <Rooted value={true}>{children}</Rooted>
      </ConfigProvider>
    </StyleProvider>
  )
}
