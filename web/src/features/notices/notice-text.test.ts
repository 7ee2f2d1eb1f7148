import { expect, test } from 'vitest'
import type { FormSummary, Notice } from '@/api/types'
import { isFailure, leadsTo, textOf } from './notice-text'

const notice = (kind: string, more: Partial<Notice> = {}): Notice => ({
  id: 'ntc_1',
  kind,
  at: '2026-11-22T01:00:00Z',
  read: false,
  ...more,
})

test('a job says what it was and whether it went well', () => {
  const done = notice('job_ended', { params: { kind: 'import', state: 'done', job: 'job_1' } })
  const failed = notice('job_ended', { params: { kind: 'export', state: 'failed', job: 'job_2' } })
  expect(textOf(done, [])).toBe('导入完成')
  expect(textOf(failed, [])).toBe('导出没有完成')
  expect([isFailure(done), isFailure(failed)]).toEqual([false, true])
  expect(textOf(notice('job_ended', { params: { kind: 'of tomorrow' } }), [])).toBe('后台作业完成')
})

test('an import names its file and counts, and what brings it back is called so', () => {
  const params = { kind: 'import', state: 'done', file: '名单.xlsx', created: 120, updated: 0, failed: 3 }
  expect(textOf(notice('job_ended', { params }), [])).toBe('导入完成：名单.xlsx，新建 120 条，3 行未导入')
  const back = { kind: 'undo', to: 'done', state: 'done', file: '名单.xlsx', undone: 120 }
  expect(textOf(notice('job_ended', { params: back }), [])).toBe('恢复导入完成：名单.xlsx')
  const undone = { kind: 'undo', to: 'undone', state: 'done', undone: 120 }
  expect(textOf(notice('job_ended', { params: undone }), [])).toBe('撤销完成：撤回 120 条')
})

test('an export says of which form it was and how many', () => {
  const form = { code: 'lead', name: { 'zh-CN': '线索', en: 'Lead' } } as FormSummary
  const params = { kind: 'export', state: 'done', exported: 1204 }
  expect(textOf(notice('job_ended', { form: 'lead', params }), [form])).toBe('导出完成：线索，1,204 条')
  // A form that one may not open any more has no name here.
  expect(textOf(notice('job_ended', { params }), [])).toBe('导出完成：1,204 条')
})

test('feedback, its answer and a webhook say whose words and which address they are about', () => {
  const forms = [{ code: 'lead', name: { 'zh-CN': '线索', en: 'Leads' } } as FormSummary]
  const about = (kind: string, params: Notice['params']) =>
    textOf(notice(kind, { form: 'lead', params }), forms)
  const said = { by_name: '李强', said: '来源少了一个选项' }
  expect(about('feedback_given', said)).toBe('李强反馈了“线索”：来源少了一个选项')
  expect(about('feedback_answered', { ...said, said: '已加上', resolved: true })).toBe(
    '李强答复了你对“线索”的反馈：已加上',
  )
  expect(about('feedback_answered', { resolved: true })).toBe('你对“线索”的反馈已处理')
  const dead = notice('webhook_dead', { params: { address: 'hooks.example.com/clew' } })
  expect(textOf(dead, [])).toBe('发往 hooks.example.com/clew 的 Webhook 推送没有送达，已停止重试')
})

test('what was taken back says so and leads nowhere', () => {
  const form = { code: 'lead', name: { 'zh-CN': '线索', en: 'Lead' } } as FormSummary
  const params = { by_name: '王芳', count: 50, undone: true }
  const given = notice('assigned', { form: 'lead', params })
  expect(textOf(given, [form])).toBe('王芳把 50 条线索分配给了你（已撤销）')
  expect(leadsTo(given)).toBeUndefined()
})

test('an import that ended leads to that import', () => {
  const ended = (more: object) => notice('job_ended', { params: { kind: 'import', state: 'done', ...more } })
  expect(leadsTo(ended({ import: 'imp_1' }))).toEqual({ to: 'path', path: '/imports/imp_1' })
  expect(leadsTo(ended({}))).toEqual({ to: 'path', path: '/imports' })
})

test('a dead letter leads an administrator to the webhooks', () => {
  const dead = notice('webhook_dead', { params: { webhook: 'whk_1', seq: 4 } })
  expect(textOf(dead, [])).not.toContain('{{')
  expect(leadsTo(dead)).toEqual({ to: 'path', path: '/settings/webhooks' })
})

test('what left one’s sight is told without a name and leads nowhere it cannot', () => {
  const due = notice('follow_up_due', { form: 'lead', record: 'rec_1' })
  expect(textOf(due, [])).toBe('有一条记录该跟进了')
  expect(textOf(notice('follow_up_due', { form: 'lead', record: 'r', title: '海达' }), [])).toBe(
    '该跟进“海达”了',
  )
  expect(leadsTo(notice('task_due', { params: { task: 'tsk_1' } }))).toEqual({ to: 'tasks' })
})

test('a task about a record leads to the tasks of that record', () => {
  const given = notice('task_assigned', { form: 'lead', record: 'rec_1', title: '海达', task: '寄样品' })
  expect(leadsTo(given)).toEqual({ to: 'path', path: '/f/lead/rec_1#tasks' })
  expect(textOf(given, [])).toBe('有新任务交给你：寄样品（海达）')
})

test('who gave records away stands in the notice, with what they wrote', () => {
  const params = { by_name: '李强', count: 14 }
  const form = { code: 'lead', name: { 'zh-CN': '线索', en: 'Lead' } } as FormSummary
  const one = notice('assigned', {
    form: 'lead',
    record: 'rec_1',
    title: '海达',
    params: { ...params, count: 1 },
  })
  expect(textOf(one, [form])).toBe('李强把“海达”分配给了你')
  const many = notice('assigned', { form: 'lead', params: { ...params, said: '上海展会的' } })
  expect(textOf(many, [form])).toBe('李强把 14 条线索分配给了你：上海展会的')
  expect(textOf(notice('assigned', { form: 'lead', params: { count: 2 } }), [form])).toBe(
    '2 条线索分配给了你',
  )
})

test('whose record was taken reads by whom, where it went, and why', () => {
  const pool = { name: { 'zh-CN': '公海' } }
  const form = { code: 'lead', name: { 'zh-CN': '线索' }, pool } as FormSummary
  const taken = (params: Notice['params'], more: Partial<Notice> = {}) =>
    notice('taken', {
      form: 'lead',
      record: 'rec_1',
      params: { by: 'usr_1', by_name: '王芳', ...params },
      ...more,
    })
  const given = taken({ to: ['usr_2'], to_name: '李雷', was: '海达', said: '先打电话' })
  expect(textOf(given, [form])).toBe('王芳把你的“海达”分配给了李雷：先打电话')
  expect(textOf(taken({ to: ['usr_1'], to_name: '王芳' }, { title: '海达' }), [form])).toBe(
    '王芳把你的“海达”转到了自己名下',
  )
  expect(textOf(taken({ to: [null], was: '海达', undone: true }), [form])).toBe(
    '王芳把你的“海达”退回了公海（已撤销）',
  )
  expect(textOf(taken({ to: [null] }), [{ ...form, pool: undefined } as never])).toBe(
    '王芳把你的一条线索改为暂无负责人',
  )
  const { record: _, ...many } = taken({ to: ['usr_2'], to_name: '李雷', count: 12 })
  expect(textOf(many, [form])).toBe('王芳把你的 12 条线索分配给了李雷')
  expect(textOf({ ...many, params: { ...many.params, to: ['usr_2', null] } }, [form])).toBe(
    '王芳把你的 12 条线索分配给了别人',
  )
})

test('a record that was taken leads there as long as one may see it', () => {
  const taken = notice('taken', { form: 'lead', record: 'rec_1', params: { activity: 'act_1', was: '海达' } })
  expect(leadsTo({ ...taken, title: '海达' })).toEqual({ to: 'path', path: '/f/lead/rec_1#act_1' })
  expect(leadsTo(taken)).toBeUndefined()
  expect(leadsTo(notice('taken', { form: 'lead', params: { count: 3 } }))).toBeUndefined()
})

test('a mention and a remark lead to the follow-up that they are in', () => {
  const params = { activity: 'act_1', remark: 'rmk_1' }
  const told = notice('remarked', { form: 'lead', record: 'rec_1', title: '海达', params })
  expect(leadsTo(told)).toEqual({ to: 'path', path: '/f/lead/rec_1#act_1' })
  expect(leadsTo({ ...told, params: {} })).toEqual({ to: 'path', path: '/f/lead/rec_1' })
})

test('a mention says by whom and how the text begins, as far as that may be known', () => {
  const params = { by_name: '李强', said: '@王芳 请看报价' }
  const told = notice('mentioned', { form: 'lead', record: 'rec_1', title: '海达', params })
  expect(textOf(told, [])).toBe('李强在“海达”里提到你：@王芳 请看报价')
  expect(textOf({ ...told, params: {} }, [])).toBe('有人在“海达”里提到你')
  const { title: _, ...hidden } = told
  expect(textOf({ ...hidden, params: {} }, [])).toBe('有人提到过你，那条记录你现在看不到了')
})

test('a kind of a newer server is still a sentence', () => {
  expect(textOf(notice('of_tomorrow'), [])).toBe('有一条新消息')
  expect(leadsTo(notice('of_tomorrow'))).toBeUndefined()
})

test('feedback says of which form it is, and what came of it', () => {
  const forms = [{ code: 'lead', name: { 'zh-CN': '线索' }, plural: { 'zh-CN': '线索' } }] as never
  const answered = notice('feedback_answered', { form: 'lead', params: { answered: true, resolved: false } })
  const resolved = notice('feedback_answered', { form: 'lead', params: { resolved: true } })
  expect(textOf(notice('feedback_given', { form: 'lead' }), forms)).toBe('有人反馈了“线索”')
  expect(textOf(answered, forms)).toBe('你对“线索”的反馈有了答复')
  expect(textOf(resolved, forms)).toBe('你对“线索”的反馈已处理')
  expect(leadsTo(answered)).toEqual({ to: 'path', path: '/settings/feedback' })
})
