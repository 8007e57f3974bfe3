// Dates and times as people in the force read them: British English, the workspace's time zone.

export const ZONE = "Europe/London";

const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "long", day: "numeric", month: "long", year: "numeric" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "short", day: "numeric", month: "short", year: "numeric" });
const TIME = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const PARTS = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit",
  hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

let offset = 0;

/** Sets the workspace's clock: `now` is its present instant in ISO form. */
export function setNow(now) {
  offset = new Date(now).getTime() - Date.now();
}

/** The present instant on the workspace's clock. */
export function now() {
  return new Date(Date.now() + offset);
}

/** The instant of a message's `ts`. */
export function instantOf(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

const joined = (format, instant) => format.format(instant).replaceAll(",", "");

/** "Fri 31 Mar 2023" */
export const shortDay = (instant) => joined(SHORT_DAY, instant);
/** "Friday 31 March 2023" */
export const longDay = (instant) => joined(DAY, instant);
/** "09:05" */
export const time = (instant) => TIME.format(instant);
/** "Fri 31 Mar 2023, 09:05" */
export const moment = (instant) => `${shortDay(instant)}, ${time(instant)}`;

function fields(instant) {
  return Object.fromEntries(PARTS.formatToParts(instant).map((part) => [part.type, part.value]));
}

/** "2023-03-31" */
export function dateKey(instant) {
  const { year, month, day } = fields(instant);
  return `${year}-${month}-${day}`;
}

/** What stands on a day divider: Today, Yesterday, or the date in full. */
export function dayName(instant) {
  const key = dateKey(instant);
  if (key === dateKey(now())) return "Today";
  if (key === dateKey(new Date(now().getTime() - 86_400_000))) return "Yesterday";
  return longDay(instant);
}

/** The value that a date-time field needs to show `instant`. */
export function fieldValue(instant) {
  const { year, month, day, hour, minute } = fields(instant);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The instant, in ISO form, of a date-time field's value read in the workspace's time zone. */
export function instantOfField(value) {
  const wall = Date.parse(`${value}:00Z`);
  const shift = (at) => {
    const { year, month, day, hour, minute } = fields(new Date(at));
    return Date.UTC(year, month - 1, day, hour, minute) - at;
  };
  const guess = wall - shift(wall);
  return new Date(wall - shift(guess)).toISOString();
}

const DATE_WORDS = {
  date_num: dateKey, date: longDay, date_short: shortDay, date_long: longDay,
  date_pretty: dayName, date_short_pretty: dayName, date_long_pretty: dayName,
  time, time_secs: time, ago: moment,
};

/** Fills Slack's date format, as in "{date_short} at {time}". */
export function fillDate(format, instant) {
  return format.replaceAll(/\{(\w+)\}/g, (whole, word) => (DATE_WORDS[word] ? DATE_WORDS[word](instant) : whole));
}

/** "640 bytes", "12 KB", "3.4 MB" */
export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
