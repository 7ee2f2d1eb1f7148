// Where the company and its people are. A day begins there, so that another zone makes any hour of theirs the present one.

/** IANA name of the zone of the company and of every page, `CLEW_E2E_ZONE` or what most users have. */
export const ZONE = process.env.CLEW_E2E_ZONE ?? 'Asia/Shanghai'

/** The moment at which the clocks there show so much on a day: `2027-05-12`, `14:30`. */
export function moment(day: string, clock: string): string {
  const utc = Date.parse(`${day}T${clock}Z`)
  return new Date(utc - ahead(utc)).toISOString()
}

/** The last moment of a day there, so many days from today. */
export function dayEnd(days: number): string {
  const then = new Date()
  then.setUTCDate(then.getUTCDate() + days)
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' }).format(then)
  return moment(day, '23:59:59.999')
}

/** Milliseconds by which the clocks there are ahead of UTC at a moment. */
function ahead(moment: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'longOffset' })
    .formatToParts(moment)
    .find(part => part.type === 'timeZoneName')?.value
  const [, sign, hours = 0, minutes = 0] = name?.match(/([+-])(\d+):(\d+)/) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
