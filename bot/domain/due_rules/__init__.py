"""How each language names days and spans of days; `bot.domain.due` is the door.

What both sides can rely on, whatever the language:

- A deadline word (senest, inden, før; 前, 之前, 内; by, before) leaves the beginning open and
  includes the day or period it names: "før 1. maj" and "5月1日前" both end on 1 May.
- Without a year the next day, month or season that has not ended at the reference date is meant;
  a winter is named after the year it begins in.
- "på fredag", 周五 and "on Friday" are the next one after the reference date; 下周五 is that of the
  next ISO week. "næste fredag" and "next spring" are said of two different ones: they are read
  only where both are the same, else asked about.
- Beginning, middle and end of a month are days 1-10, 11-20 and 21 to its end; `period.part` has the rest.
- Where a range joins two precisions, or a deadline a whole period, the finer one is given.
- A date that does not exist, a weekday that contradicts its date, a feast, a week of a month, and
  "from" or "after" a day are kept as said with precision "unknown".
"""
