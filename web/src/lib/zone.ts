import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

const EXACT = 'YYYY-MM-DDTHH:mm:ss.SSS'

/** The zone that the person chose; none = the device's, which costs nothing. */
let chosen: string | undefined

export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Tells times in this zone from now on; one that the browser does not know is passed over. */
export function setZone(zone: string | null | undefined): void {
  chosen = zone && zone !== deviceZone() && isKnown(zone) ? zone : undefined
}

/** The zone that the person's clock is in. */
export const personZone = (): string => chosen ?? deviceZone()

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** A moment as the person's clock shows it. */
export const moment = (value: string | number): dayjs.Dayjs =>
  chosen ? dayjs(value).tz(chosen) : dayjs(value)

/** For date pickers, which know the device's zone only: what the person's clock shows, as if it were the device's. */
export const wall = (value: string): dayjs.Dayjs =>
  chosen ? dayjs(moment(value).format(EXACT)) : dayjs(value)

/** What the person's clock shows now, as if it were the device's. */
export const wallNow = (now: number = Date.now()): dayjs.Dayjs => wall(new Date(now).toISOString())

/** The way back: the moment at which the person's clock shows this. */
export const fromWall = (shown: dayjs.Dayjs): string =>
  chosen ? dayjs.tz(shown.format(EXACT), chosen).toISOString() : shown.toISOString()

/** Zones to choose from, as far as the browser lists them. */
export const zones = (): string[] => Intl.supportedValuesOf?.('timeZone') ?? [deviceZone()]

/** `UTC+8`, for telling zones apart. */
export function offsetText(zone: string, now: number = Date.now()): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    now,
  )
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? ''
  return name.replace('GMT', 'UTC')
}
