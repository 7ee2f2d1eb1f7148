// Development without the server: the mock on 8099 and Vite in front of it.
import { spawn } from 'node:child_process'

const run = (file, args, env) => spawn(file, args, { stdio: 'inherit', env: { ...process.env, ...env } })
const mock = run(process.execPath, ['tools/mock-server.mjs'], { PORT: '8099' })
const vite = run('node_modules/.bin/vite', [], { CLEW_API: 'http://127.0.0.1:8099' })
const stop = () => {
  mock.kill()
  vite.kill()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
vite.on('exit', stop)
