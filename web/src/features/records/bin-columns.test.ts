import { expect, test } from 'vitest'
import { binColumns } from './bin-columns'
import { isOfBin } from './grid/of-bin'
import type { ListState } from './list-state'

const list = {
  form: { title: 'company', fields: [{ id: 'f1', code: 'company' }] },
  columns: [{ field: 'company' }, { field: 'updated_by' }, { field: 'stage' }],
} as unknown as ListState

test('who deleted a record and when stands beside its name', () => {
  const bin = binColumns(list)
  expect(bin.columns.map(column => column.field)).toEqual(['company', 'updated_by', 'deleted_at', 'stage'])
  const added = bin.form.fields.filter(isOfBin)
  expect(added.map(field => field.name)).toEqual(['删除人', '删除时间'])
})

test('the columns of the view stay its own, whatever is done to those of its bin', () => {
  const { columns, kept } = binColumns(list)
  expect(kept(columns.map(column => ({ ...column, width: 90 })))).toEqual([
    { field: 'company', width: 90 },
    { field: 'stage', width: 90 },
    { field: 'updated_by' },
  ])
})
