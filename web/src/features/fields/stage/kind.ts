import { Milestone } from 'lucide-react'
import { choiceKind } from '../choice/kind'
import type { KindUi } from '../kind-ui'

export const stageKind: KindUi = { ...choiceKind, icon: Milestone }
