import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Problem } from '@/api/http'
import type { Hue } from '@/api/types'
import { Avatar, PersonChip } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { CheckBox, Labelled, Segmented, TextInput, Toggle } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { Kbd } from '@/ui/kbd'
import { MenuButton } from '@/ui/menu'
import { Pill } from '@/ui/pill'
import { Bones, EmptyState, ErrorState, PanelError } from '@/ui/states'
import { toast } from '@/ui/toast'
import { Shelf } from './shelf'

const LOOKS = ['primary', 'default', 'quiet', 'danger', 'link'] as const
const SIZES = ['small', 'normal', 'touch'] as const
const HUES: readonly Hue[] = [
  'slate',
  'blue',
  'violet',
  'amber',
  'green',
  'red',
  'teal',
  'pink',
  'cyan',
  'lime',
  'orange',
  'brown',
]
const SAID = {
  disabled: 'disabled',
  busy: 'busy',
  dialog: 'dialog',
  body: 'What it says.',
  ok: 'OK',
  menu: 'menu',
  toast: 'toast',
  bad: 'toast, bad',
  begin: 'Begin',
  part: 'This part',
}
const nothing = () => undefined

/** The kit: what every page is made of. */
export function KitParts() {
  const [on, setOn] = useState(true)
  const [choice, setChoice] = useState('one')
  const [open, setOpen] = useState(false)
  return (
    <>
      {SIZES.map(size => (
        <Shelf key={size} name={`button ${size}`}>
          {LOOKS.map(look => (
            <Button key={look} look={look} size={size} icon={<Plus size={14} />}>
              {look}
            </Button>
          ))}
          <Button size={size} disabled>
            {SAID.disabled}
          </Button>
          <Button size={size} look="primary" busy>
            {SAID.busy}
          </Button>
        </Shelf>
      ))}
      <Shelf name="controls">
        <IconButton label="add">
          <Plus size={16} />
        </IconButton>
        <IconButton label="pressed" pressed>
          <Plus size={16} />
        </IconButton>
        <Toggle label="toggle" checked={on} onChange={setOn} />
        <CheckBox label="checked" checked={on} onChange={() => setOn(!on)} />
        <Segmented
          label="segmented"
          value={choice}
          options={['one', 'two', 'three'].map(value => ({ value, label: value }))}
          onChange={setChoice}
        />
        <Labelled label="Labelled" required help="What it is for">
          {ids => <TextInput {...ids} defaultValue="text" />}
        </Labelled>
        <Labelled label="Wrong" error="What is wrong">
          {ids => <TextInput {...ids} defaultValue="text" />}
        </Labelled>
        <Kbd keys="mod+K" />
      </Shelf>
      <Shelf name="pills">
        {HUES.map(hue => (
          <Pill key={hue} hue={hue}>
            {hue}
          </Pill>
        ))}
      </Shelf>
      <Shelf name="people">
        {[20, 24, 32, 44].map(size => (
          <Avatar key={size} name="欧阳思远" id={`usr_${size}`} size={size} />
        ))}
        <PersonChip name="Mei Lin" id="usr_1" />
      </Shelf>
      <Shelf name="layers">
        <Button onClick={() => setOpen(true)}>{SAID.dialog}</Button>
        <Dialog
          open={open}
          onClose={() => setOpen(false)}
          title="A dialog"
          footer={<Button>{SAID.ok}</Button>}
        >
          {SAID.body}
        </Dialog>
        <MenuButton
          label="menu"
          items={[
            { key: 'one', label: 'One', run: nothing },
            { key: 'checked', label: 'Checked', checked: true, run: nothing },
            { key: 'danger', label: 'Dangerous', danger: true, apart: true, run: nothing },
          ]}
        >
          {trigger => <Button {...trigger}>{SAID.menu}</Button>}
        </MenuButton>
        <Button onClick={() => toast(SAID.toast)}>{SAID.toast}</Button>
        <Button onClick={() => toast(SAID.bad, { tone: 'bad' })}>{SAID.bad}</Button>
      </Shelf>
      <Shelf name="states">
        <EmptyState title="Nothing yet" hint="What to do next">
          <Button look="primary">{SAID.begin}</Button>
        </EmptyState>
        {[0, 500, 403, 404].map(status => (
          <ErrorState
            key={status}
            error={new Problem(status, { code: 'fault', request: 'req_gallery' })}
            onRetry={nothing}
          />
        ))}
        <PanelError error={new Problem(500, { code: 'fault' })} onRetry={nothing} what={SAID.part} />
        <div className="w-80">
          <Bones rows={4} />
        </div>
      </Shelf>
    </>
  )
}
