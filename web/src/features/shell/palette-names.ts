import type { Label } from '@/lib/label'

/** A name as it is called in either language. */
export const inBoth = (label: Label | null | undefined): string[] =>
  (typeof label === 'string' ? [label] : [label?.['zh-CN'], label?.en]).filter(
    name => name !== undefined && name !== '',
  ) as string[]

/** What acts and pages are also called, in either language; pinyin needs no names of its own. */
export const ALSO = {
  help: ['帮助', '快捷键', '键盘', '使用说明', 'help', 'shortcuts', 'keyboard', 'keyboard shortcuts', 'keys'],
  density: ['密度', '行高', '列表行高', 'density', 'row height'],
  compact: ['紧凑', 'compact'],
  comfortable: ['标准', '宽松', '舒适', 'comfortable', 'normal'],
  new_task: ['新建任务', '任务', 'new task', 'add task', 'task'],
  kanban: ['看板', 'kanban', 'board'],
  calendar: ['日历', 'calendar'],
  table: ['表格', 'table', 'grid'],
  export: ['导出', 'export', 'excel', 'csv'],
  import: ['导入', 'import', 'excel', 'csv'],
  language: ['English', '英文', '英语', '中文', 'Chinese', '语言', '切换语言', 'language'],
  theme: ['外观', '主题', 'theme', 'appearance'],
  light: ['浅色', '白天', 'light'],
  dark: ['深色', '夜间', '暗色', 'dark', 'dark mode'],
  system: ['跟随系统', 'system'],
  nav: ['导航', '侧边栏', 'navigation', 'sidebar'],
  out: ['退出', '退出登录', '注销', 'sign out', 'log out', 'logout'],
  write: ['写跟进', '跟进', 'write follow up', 'follow up'],
  feedback: ['反馈', 'feedback'],
  pin: ['置顶', '取消置顶', 'pin', 'unpin'],
  new: ['新建', '新增', 'new', 'create', 'add'],
} satisfies Record<string, readonly string[]>

/** Pages by their address. */
export const PAGES: Readonly<Record<string, readonly string[]>> = {
  '/': ['首页', '工作台', 'home', 'dashboard'],
  '/todo': ['待办', 'to do', 'todo'],
  '/tasks': ['任务', '待办', 'tasks', 'to do'],
  '/notices': ['通知', '消息', 'notices', 'notifications'],
  '/team': ['团队', 'team'],
  '/changes': ['操作记录', '撤销', 'changes', 'history', 'undo'],
  '/imports': ['导入记录', 'imports', 'import history'],
  '/forms': ['表单', '表单设计', 'forms', 'designer'],
  '/settings/profile': ['个人设置', '密码', '设置', 'profile', 'password', 'settings'],
  '/settings/notices': ['通知设置', 'notice settings'],
  '/settings/sessions': ['登录设备', 'sessions', 'devices'],
  '/settings/feedback': ['反馈', 'feedback'],
  '/settings/company': ['公司', '公司设置', '设置', 'company', 'settings'],
  '/settings/people': ['人员', '成员', '同事', 'people', 'users', 'members'],
  '/settings/departments': ['部门', 'departments'],
  '/settings/recycle-bin': ['回收站', '垃圾箱', 'recycle bin', 'trash'],
  '/settings/demo': ['示例数据', '演示', 'demo'],
  '/settings/network': ['网络', '局域网', 'network'],
  '/settings/keys': ['密钥', 'API', 'keys', 'tokens'],
  '/settings/webhooks': ['推送', 'webhooks'],
}
