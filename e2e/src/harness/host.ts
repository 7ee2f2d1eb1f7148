// The name under which the browser finds a server. Node speaks to it by its address, a person by this name.

const LOOPBACK = '127.0.0.1'

/**
 * A name that leads to this machine without being `localhost`: pages under it are what colleagues
 * on the local network get over plain HTTP, where browsers withhold secure-context features
 * (`crypto.randomUUID`, clipboard, locks, service workers).
 */
export const LAN_HOST = 'clew-lan.test'

/** With `CLEW_E2E_LAN=1` every journey is one of the local network. */
const EVERYWHERE = Boolean(process.env.CLEW_E2E_LAN)

/** Makes `LAN_HOST` known to a browser. */
export const LAN_ARGUMENT = `--host-resolver-rules=MAP ${LAN_HOST} ${LOOPBACK}`

/** What stands before the path in the browser's address bar. */
export const originOf = (port: number, lan = false): string =>
  `http://${lan || EVERYWHERE ? LAN_HOST : LOOPBACK}:${port}`
