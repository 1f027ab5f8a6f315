"""How each language names days and spans of days; `bot.domain.due` is the door.

What both sides can rely on, whatever the language:

- A deadline word (senest, inden, før; 前, 之前, 内; by, before) leaves the beginning open and
  includes the day or period it names: "før 1. maj" and "5月1日前" both end on 1 May, "inden maj"
  and "5月前" on 31 May. "Before" a year or a weekend is said of its beginning: it is asked about.
- Without a year the next day, month or season that has not ended at the reference date is meant;
  a winter is named after the year it begins in. Two bare figures behind a date are a year near it.
- "på fredag", 周五 and "on Friday" are the next one after the reference date; 下周五 is that of the
  next ISO week. "næste fredag" and "next spring" are said of two different ones: they are read
  only where both are the same, else asked about.
- Beginning, middle and end of a month are days 1-10, 11-20 and 21 to its end; `parts.part` has
  those of weeks, quarters, half-years, seasons and years.
- A list is one time only where each begins when the one before ends: "marts og april", not "marts og maj".
- Two that name one time ("uge 12 (24. marts)", "næste år i marts") are the finer one; where a range
  joins two precisions, or a deadline a whole period, the finer one is given.
- A date that does not exist, a weekday or week that contradicts its date, a feast, a week of a month,
  "from" or "after" a day, and a date beside words about time that nobody understood are kept as said
  with precision "unknown".
- What waits for an event says so; `events` has what it comes to when that happens.
"""
