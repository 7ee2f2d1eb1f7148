import { ChevronDown, ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormDocument, RowScope } from '@/api/design-types'
import type { Field } from '@/api/types'
import type { Designer } from '@/features/designer/store'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { Toggle } from '@/ui/controls'
import { MenuButton } from '@/ui/menu'
import { shownOrder } from './document'
import { FieldRightChoice } from './field-right'
import {
  fieldRight,
  grantOf,
  isMoot,
  mayDo,
  RIGHTS,
  ROLES,
  type Role,
  setFieldRight,
  setRight,
  setScope,
} from './grant-edits'

const SCOPES: readonly RowScope[] = ['none', 'own', 'department', 'all']

/** A column for each role that can be told apart. */
export function GrantTable({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <table aria-label={label} className="w-full table-fixed text-13">
      <thead>
        <tr className="text-12 text-fg-3">
          <td />
          {ROLES.map(role => (
            <th key={role} scope="col" className="w-[84px] pb-1 font-normal">
              {t(`designer:rights.role.${role}`)}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  )
}

interface RowsProps {
  designer: Designer<FormDocument>
  doc: FormDocument
  locked: boolean
}

function Row({ name, quiet, cell }: { name: string; quiet?: boolean; cell: (role: Role) => ReactNode }) {
  return (
    <tr className="h-8">
      <th
        scope="row"
        title={name}
        className={cx('truncate pr-2 text-left font-normal', quiet && 'text-fg-2')}
      >
        {name}
      </th>
      {ROLES.map(role => (
        <td key={role} className="text-center *:align-middle">
          {cell(role)}
        </td>
      ))}
    </tr>
  )
}

/** Which records a role sees, and what it may do. */
export function RightRows({ designer, doc, locked }: RowsProps) {
  const { t } = useTranslation()
  const label = (role: Role, what: string) =>
    t('designer:rights.cell', { role: t(`designer:rights.role.${role}`), what })
  return (
    <tbody>
      <Row
        name={t('designer:rights.scope')}
        cell={role => (
          <ScopeMenu
            label={label(role, t('designer:rights.scope'))}
            value={grantOf(doc, role).sees}
            disabled={locked}
            onChange={sees => designer.edit(setScope(role, sees))}
          />
        )}
      />
      {RIGHTS.map(right => (
        <Row
          key={right}
          name={t(`designer:rights.right.${right}`)}
          cell={role => {
            const grant = grantOf(doc, role)
            return (
              <Toggle
                label={label(role, t(`designer:rights.right.${right}`))}
                checked={mayDo(grant, right)}
                disabled={locked || isMoot(grant, right)}
                onChange={on => designer.edit(setRight(role, right, on))}
              />
            )
          }}
        />
      ))}
    </tbody>
  )
}

function ScopeMenu({
  label,
  value,
  disabled,
  onChange,
}: {
  label: string
  value: RowScope
  disabled: boolean
  onChange: (sees: RowScope) => void
}) {
  const { t } = useTranslation()
  return (
    <MenuButton
      label={label}
      items={SCOPES.map(sees => ({
        key: sees,
        label: t(`designer:rights.sees.${sees}`),
        hint: t(`designer:rights.sees_hint.${sees}`),
        checked: sees === value,
        run: () => onChange(sees),
      }))}
    >
      {trigger => (
        <button
          type="button"
          {...trigger}
          disabled={disabled}
          aria-label={`${label} ${t(`designer:rights.sees.${value}`)}`}
          className="inline-flex h-7 max-w-full items-center gap-0.5 rounded-6 border border-line-strong pl-1.5 pr-0.5 text-12 hover:bg-hover disabled:border-line disabled:bg-subtle disabled:text-fg-3"
        >
          <span className="truncate">{t(`designer:rights.sees.${value}`)}</span>
          {!disabled && <ChevronDown size={12} className="shrink-0 text-fg-3" aria-hidden="true" />}
        </button>
      )}
    </MenuButton>
  )
}

/** Each field with what a role may do with it; all of them open on demand, those that are held back stand there. */
export function FieldRows({ designer, doc, locked, only }: RowsProps & { only?: Field }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  // What was just opened to everybody stays where it is being looked at.
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const all = only ? [only] : shownOrder(doc)
  const held = all.filter(
    field =>
      touched.has(field.id) ||
      ROLES.some(role => {
        const grant = grantOf(doc, role)
        return grant.hidden.includes(field.code) || grant.read_only.includes(field.code)
      }),
  )
  return (
    <tbody>
      {!only && (
        <tr className="h-9">
          <td colSpan={ROLES.length + 1} className="border-t border-line pt-1">
            <button
              type="button"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
              className="flex h-7 items-center gap-1 text-13 text-fg-2 hover:text-fg"
            >
              <ChevronRight
                size={14}
                className={cx('transition-transform', open && 'rotate-90')}
                aria-hidden="true"
              />
              {open
                ? t('designer:rights.held_fields')
                : t('designer:rights.all_fields', { count: all.length })}
            </button>
          </td>
        </tr>
      )}
      {(only || open ? all : held).map(field => {
        const name = words(field.name) || t('designer:unnamed')
        return (
          <Row
            key={field.id}
            quiet
            name={only ? t('designer:rights.this_field') : name}
            cell={role => (
              <FieldRightChoice
                label={t('designer:rights.cell', { role: t(`designer:rights.role.${role}`), what: name })}
                field={field}
                isTitle={field.code === doc.title}
                value={fieldRight(grantOf(doc, role), field)}
                disabled={locked}
                onChange={right => {
                  setTouched(before => new Set(before).add(field.id))
                  designer.edit(setFieldRight(role, field, right))
                }}
              />
            )}
          />
        )
      })}
    </tbody>
  )
}
