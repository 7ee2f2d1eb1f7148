/** Keys with what they do; its words stand under `keys` in help.json. */
export type KeyLine = readonly [keys: readonly string[], what: string]

/** The keys of one place, and the files that act on them: a test holds these against what they really listen to. */
export interface KeyTable {
  /** Its words stand under `keys_of` in help.json. */
  name: string
  lines: readonly KeyLine[]
  files: readonly string[]
}

const ARROWS = ['↑', '↓', '←', '→'] as const

/**
 * Every key of the product, by place. Enter that saves and Escape that leaves a control are not listed: that is what they do everywhere.
 */
export const KEY_TABLES = {
  everywhere: {
    name: 'everywhere',
    lines: [
      [['mod+K'], 'palette'],
      [['mod+\\'], 'navigation'],
      [['?'], 'help'],
      [['Esc'], 'close'],
    ],
    files: ['features/shell/use-global-keys.ts', 'ui/use-help-key.ts', 'ui/layers.ts'],
  },
  list: {
    name: 'list',
    lines: [
      [ARROWS, 'move'],
      [['Shift+↑', 'Shift+↓', 'Shift+←', 'Shift+→'], 'extend'],
      [['Tab', 'Shift+Tab'], 'next_cell'],
      [['Home', 'End'], 'row_ends'],
      [['PgUp', 'PgDn'], 'page'],
      [['mod+↑', 'mod+↓'], 'list_ends'],
      [['Enter', 'F2'], 'edit'],
      [['Del'], 'clear'],
      [['mod+Enter'], 'open'],
      [['Space'], 'select'],
      [['mod+A'], 'all'],
      [['mod+C', 'mod+V'], 'copy'],
      [['mod+D'], 'fill'],
      [['mod+Z', 'mod+Y'], 'undo'],
      [['Alt+N'], 'new_record'],
      [['Alt+↑', 'Alt+↓'], 'walk'],
      [['Alt+←', 'Alt+→'], 'move_column'],
    ],
    files: [
      'features/records/grid/grid-state.ts',
      'features/records/grid/use-grid-keys.ts',
      'features/records/grid/header-cell.tsx',
      'features/records/grid/cell-host.tsx',
      'features/records/grid/cell-input.tsx',
      'features/records/detail/walker.tsx',
      'features/records/use-new-key.ts',
    ],
  },
  board: {
    name: 'board',
    lines: [
      [ARROWS, 'move'],
      [['Home', 'End'], 'column_ends'],
      [['Enter'], 'open'],
      [['Space'], 'lift'],
      [['←', '→'], 'carry'],
      [['Esc', 'Tab'], 'put_back'],
    ],
    files: ['features/records/kanban/steps.ts', 'features/records/kanban/use-board-keys.ts'],
  },
  calendar: {
    name: 'calendar',
    lines: [
      [ARROWS, 'pick_day'],
      [['PgUp', 'PgDn'], 'turn'],
      [['Enter'], 'show_day'],
      [['N'], 'new_on_day'],
      [['Alt+↑', 'Alt+↓', 'Alt+←', 'Alt+→'], 'reschedule'],
    ],
    files: ['features/records/calendar/day-step.ts', 'features/records/calendar/calendar-view.tsx'],
  },
  record: {
    name: 'record',
    lines: [
      [['J', 'K'], 'row'],
      [['mod+Z', 'mod+Y'], 'undo'],
      [['←', '→', 'Home', 'End'], 'stages'],
      [['←', '→'], 'pictures'],
    ],
    files: [
      'features/records/detail/walker.tsx',
      'features/records/detail/stage-bar.tsx',
      'features/records/detail/stage-step.tsx',
      'features/records/detail/tab-bar.tsx',
      'features/records/edit/use-undo-keys.ts',
      'features/records/timeline/files/lightbox.tsx',
    ],
  },
  writing: {
    name: 'writing',
    lines: [
      [['mod+Enter'], 'send'],
      [['mod+B'], 'bold'],
      [['@'], 'mention'],
      [['/'], 'template'],
      [['↑', '↓', 'Enter', 'Tab'], 'pick'],
    ],
    files: [
      'features/records/timeline/writing-area.tsx',
      'features/records/timeline/text/use-marks.ts',
      'features/records/timeline/use-mention.ts',
      'features/records/timeline/templates/use-templates.ts',
    ],
  },
  tasks: {
    name: 'tasks',
    lines: [
      [['J', 'K', '↑', '↓'], 'row'],
      [['Space', 'X'], 'tick'],
      [['N'], 'new_task'],
      [['E'], 'edit'],
      [['Enter'], 'open'],
    ],
    files: ['features/tasks/use-row-keys.ts', 'ui/use-page-keys.ts'],
  },
  bin: {
    name: 'bin',
    lines: [
      [['J', 'K', '↑', '↓'], 'row'],
      [['R'], 'restore'],
      [['Space'], 'select'],
      [['Enter'], 'open'],
    ],
    files: ['features/recycle-bin/use-bin-keys.ts', 'ui/use-page-keys.ts'],
  },
  import: {
    name: 'import',
    lines: [
      [['Space', 'Enter'], 'take_column'],
      [['↑', '↓'], 'pick_field'],
    ],
    files: [
      'features/import/step-fields.tsx',
      'features/import/column-row.tsx',
      'features/import/field-targets.tsx',
    ],
  },
  designer: {
    name: 'designer',
    lines: [
      [['↑', '↓'], 'pick_field'],
      [['Alt+↑', 'Alt+↓'], 'move_field'],
      [['/'], 'add_field'],
      [['Del'], 'remove_field'],
      [['mod+D'], 'copy_field'],
      [['mod+Z', 'mod+Y'], 'undo'],
      [['mod+S'], 'save_draft'],
      [['Esc'], 'deselect'],
      [['?'], 'help'],
    ],
    files: [
      'features/designer/use-designer-keys.ts',
      'features/form-designer/option-list.tsx',
      'ui/use-help-key.ts',
    ],
  },
} as const satisfies Record<string, KeyTable>
