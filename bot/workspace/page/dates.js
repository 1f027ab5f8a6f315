// Dates and times the way the reader of a pane writes them.

const MINUTE_MS = 60_000;

/** Who reads: `ctx.texts.lang` is their language, `ctx.zone` their time zone, `ctx.now` the workspace's time in ms. */
function format(ctx, options, moment) {
  return new Intl.DateTimeFormat(ctx.texts.lang, { timeZone: ctx.zone, ...options }).format(moment);
}

export function clock(moment, ctx) {
  return format(ctx, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, moment);
}

const IN_FULL = { weekday: "long", day: "numeric", month: "long", year: "numeric" };

export function longDate(moment, ctx) {
  return format(ctx, IN_FULL, moment);
}

/** "2017-01-10" as words, so that nobody reads 10/01 the wrong way round. */
export function spelledOut(isoDate, lang) {
  const moment = new Date(`${isoDate}T12:00:00Z`);
  return Number.isNaN(moment.getTime()) ? "" : new Intl.DateTimeFormat(lang, { timeZone: "UTC", ...IN_FULL }).format(moment);
}

/** The day a moment falls on where the reader is, as "2017-01-10". */
export function dayOf(moment, ctx) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ctx.zone }).format(moment);
}

/** "I dag", "昨天" … for the days around now, else null. */
export function nearDay(moment, ctx) {
  const distance = (Date.parse(dayOf(moment, ctx)) - Date.parse(dayOf(ctx.now, ctx))) / (24 * 60 * MINUTE_MS);
  return { 0: ctx.texts.today, "-1": ctx.texts.yesterday, 1: ctx.texts.tomorrow }[distance] ?? null;
}

const SHORT = { day: "numeric", month: "short", year: "numeric" };
const LONG = { day: "numeric", month: "long", year: "numeric" };
const WEEKDAY = { weekday: "long", ...LONG };
const TOKENS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: LONG,
  date_short: SHORT,
  date_long: WEEKDAY,
  date_pretty: LONG,
  date_short_pretty: SHORT,
  date_long_pretty: WEEKDAY,
  date_long_full: WEEKDAY,
  day_divider_pretty: WEEKDAY,
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
};

function ago(moment, ctx) {
  const minutes = Math.round((moment.getTime() - ctx.now) / MINUTE_MS);
  const [amount, unit] =
    Math.abs(minutes) < 60 ? [minutes, "minute"] : Math.abs(minutes) < 1440 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat(ctx.texts.lang, { numeric: "auto" }).format(amount, unit);
}

/** Fill Slack's date tokens ("{date_long} {time}") for a moment in seconds; the fallback when it is no moment. */
export function fillDate(seconds, pattern, fallback, ctx) {
  const moment = new Date(Number(seconds) * 1000);
  if (!/^-?\d+(\.\d+)?$/.test(String(seconds)) || Number.isNaN(moment.getTime())) return fallback;
  return pattern.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token === "ago") return ago(moment, ctx);
    if (!(token in TOKENS)) return whole;
    const near = token.endsWith("_pretty") ? nearDay(moment, ctx) : null;
    return near ?? format(ctx, TOKENS[token], moment);
  });
}
