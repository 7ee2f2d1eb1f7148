import {
  Briefcase,
  Building2,
  Calendar,
  ClipboardList,
  Contact,
  FileText,
  Folder,
  Handshake,
  Headset,
  type LucideProps,
  Magnet,
  Package,
  Receipt,
  ShoppingCart,
  Table2,
  Target,
  Truck,
  Users,
  Wallet,
} from 'lucide-react'

/** Icons a form can name; anything else shows a table. */
const ICONS = {
  'building-2': Building2,
  'user-round': Contact,
  magnet: Magnet,
  lead: Magnet,
  building: Building2,
  customer: Building2,
  company: Building2,
  contact: Contact,
  handshake: Handshake,
  opportunity: Handshake,
  users: Users,
  user: Contact,
  target: Target,
  briefcase: Briefcase,
  file: FileText,
  clipboard: ClipboardList,
  folder: Folder,
  package: Package,
  product: Package,
  receipt: Receipt,
  cart: ShoppingCart,
  truck: Truck,
  wallet: Wallet,
  calendar: Calendar,
  headset: Headset,
  table: Table2,
} as const

export function FormIcon({ name, ...rest }: LucideProps & { name: string | undefined }) {
  const Icon = ICONS[(name ?? 'table') as keyof typeof ICONS] ?? Table2
  return <Icon aria-hidden="true" {...rest} />
}
