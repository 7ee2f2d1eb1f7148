import type { Field, KindName } from '@/api/types'
import { attachmentKind } from './attachment/kind'
import { autoNumberKind } from './auto-number/kind'
import { choiceKind } from './choice/kind'
import { choicesKind } from './choices/kind'
import { dateKind } from './date/kind'
import { dateTimeKind } from './date-time/kind'
import { departmentKind } from './department/kind'
import { emailKind } from './email/kind'
import { idleDaysKind } from './idle-days/kind'
import type { KindUi } from './kind-ui'
import { linkKind, manyLinksKind } from './link/kind'
import { longTextKind } from './long-text/kind'
import { moneyKind } from './money/kind'
import { numberKind } from './number/kind'
import { personKind } from './person/kind'
import { phoneKind } from './phone/kind'
import { sealedKind } from './sealed/sealed-kind'
import { stageKind } from './stage/kind'
import { textKind } from './text/kind'
import { urlKind } from './url/kind'
import { yesNoKind } from './yes-no/kind'

/** The only switch on a field's kind in the client. */
const KINDS: Record<KindName, KindUi> = {
  text: textKind,
  long_text: longTextKind,
  number: numberKind,
  money: moneyKind,
  date: dateKind,
  date_time: dateTimeKind,
  yes_no: yesNoKind,
  choice: choiceKind,
  choices: choicesKind,
  stage: stageKind,
  phone: phoneKind,
  email: emailKind,
  url: urlKind,
  person: personKind,
  link: linkKind,
  attachment: attachmentKind,
  auto_number: autoNumberKind,
  department: departmentKind,
  idle_days: idleDaysKind,
}

/** A kind that a newer server knows and this page does not is shown as text. */
export function kindOf(field: Field): KindUi {
  if (field.kind.type === 'link' && field.kind.many) return manyLinksKind
  const kind = KINDS[field.kind.type] ?? { ...textKind, editable: false }
  return field.sensitive ? sealedKind(field) : kind
}

export function isEditable(field: Field): boolean {
  return kindOf(field).editable && field.can?.edit !== false && !field.archived
}
