// Dates and times the way the reader of a pane writes them.

function format(lang, options, moment) {
  return new Intl.DateTimeFormat(lang, options).format(moment);
}

export function clock(moment, lang) {
  return format(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, moment);
}

export function longDate(moment, lang) {
  return format(lang, { weekday: "long", day: "numeric", month: "long", year: "numeric" }, moment);
}

/** "2017-01-10" as words, so that nobody reads 10/01 the wrong way round. */
export function spelledOut(isoDate, lang) {
  const moment = new Date(`${isoDate}T12:00:00`);
  return Number.isNaN(moment.getTime()) ? "" : longDate(moment, lang);
}

function dayDistance(moment) {
  const day = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
  return day(moment) - day(new Date());
}

/** "I dag", "昨天" … for the days around now, else null. */
export function nearDay(moment, texts) {
  return { 0: texts.today, "-1": texts.yesterday, 1: texts.tomorrow }[dayDistance(moment)] ?? null;
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

function ago(moment, lang) {
  const minutes = Math.round((moment.getTime() - Date.now()) / 60_000);
  const [amount, unit] =
    Math.abs(minutes) < 60 ? [minutes, "minute"] : Math.abs(minutes) < 1440 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(amount, unit);
}

/** Fill Slack's date tokens ("{date_long} {time}") for a moment in seconds; the fallback when it is no moment. */
export function fillDate(seconds, pattern, fallback, texts) {
  const moment = new Date(Number(seconds) * 1000);
  if (!/^-?\d+(\.\d+)?$/.test(String(seconds)) || Number.isNaN(moment.getTime())) return fallback;
  return pattern.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token === "ago") return ago(moment, texts.lang);
    if (!(token in TOKENS)) return whole;
    const near = token.endsWith("_pretty") ? nearDay(moment, texts) : null;
    return near ?? format(texts.lang, TOKENS[token], moment);
  });
}
