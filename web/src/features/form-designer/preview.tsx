import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import type { Field } from '@/api/types'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { sectionsOf } from './document'
import { FieldLook } from './field-look'

const WIDE = new Set(['long_text', 'attachment'])

/** The form as people will fill it in, on either screen; also what a phone shows of a designer. */
export function Preview({ doc, device }: { doc: FormDocument; device: 'desktop' | 'phone' }) {
  const { t } = useTranslation()
  const phone = device === 'phone'
  const sections = sectionsOf(doc).filter(section => section.fields.length > 0)
  return (
    <div
      tabIndex={0}
      className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-6 py-6 focus-visible:outline-offset-[-2px] max-md:px-0 max-md:py-0"
    >
      <section
        aria-label={t('designer:preview.label')}
        className={cx(
          'mx-auto bg-surface',
          phone
            ? 'max-w-[390px] rounded-16 border border-line p-4 shadow-2 max-md:max-w-none max-md:rounded-none max-md:border-0 max-md:shadow-none'
            : 'max-w-[712px] rounded-12 border border-line px-7 py-6 shadow-1',
        )}
      >
        <h2 className="mb-4 text-20 font-semibold">{t('records:new', { form: words(doc.name) })}</h2>
        {sections.map(({ group, fields }) => (
          <section key={group ?? 'rest'} className="mb-5">
            {(doc.groups ?? []).length > 0 && (
              <h3 className="mb-3 text-14 font-medium">
                {group === undefined ? t('records:other_fields') : words(doc.groups?.[group]?.name)}
              </h3>
            )}
            <div className={cx('grid gap-x-6 gap-y-4', phone ? 'grid-cols-1' : 'grid-cols-2')}>
              {fields
                .filter(field => field.kind.type !== 'auto_number')
                .map(field => (
                  <PreviewField key={field.id} field={field} wide={!phone && WIDE.has(field.kind.type)} />
                ))}
            </div>
          </section>
        ))}
        {sections.length === 0 && <p className="text-13 text-fg-3">{t('designer:preview.empty')}</p>}
      </section>
    </div>
  )
}

function PreviewField({ field, wide }: { field: Field; wide: boolean }) {
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', wide && 'col-span-2')}>
      <span className="text-13 text-fg-2">
        {words(field.name)}
        {field.required && (
          <span className="ml-0.5 text-bad" aria-hidden="true">
            *
          </span>
        )}
      </span>
      <FieldLook field={field} />
      {words(field.help) && <span className="text-12 text-fg-3">{words(field.help)}</span>}
    </div>
  )
}
