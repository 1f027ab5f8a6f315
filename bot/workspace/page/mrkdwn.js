// Slack's mrkdwn as DOM nodes: formatting, links, mentions, dates, quotes and lists; anything else stays text.

import { fillDate } from "./dates.js";
import { el } from "./dom.js";
import { emojiFor, withEmoji } from "./emoji.js";
import { safeHref } from "./links.js";

const WORD = /[\p{L}\p{N}_]/u;
const STYLES = { "*": "b", _: "i", "~": "s" };
const LIST_LINE = /^(\s*)((?:[•◦▪‣–-]|\d{1,3}(?:\.\d{1,3})*[.)])\s+|\d{1,3}(?:\.\d{1,3})*、\s*)(.*)$/u;

/** Undo Slack's three escapes. */
export function unescape(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** A plain_text value as shown: escapes undone, shortcodes replaced unless told otherwise. */
export function plain(text, emoji = true) {
  const shown = unescape(text ?? "");
  return emoji ? withEmoji(shown) : shown;
}

/** A link that opens in its own tab; its label alone when the address is none that may be opened. */
export function linkTo(address, ...label) {
  const href = safeHref(address);
  return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...label) : el("span", {}, ...label);
}

/** A mention of a person, channel or group. */
export function mention(text, extra = "") {
  return el("span", { class: `mention ${extra}`.trim() }, text);
}

export function userMention(id, fallback, ctx) {
  return mention(`@${ctx.names[id] ?? fallback ?? id}`, id === ctx.userId ? "mention-you" : "");
}

function broadcast(range, ctx) {
  return mention(ctx.texts.mentionAll[range] ?? `@${range}`, "mention-all");
}

function dateEntity(body, label, ctx) {
  const [, seconds, pattern, url] = body.split("^");
  const shown = fillDate(seconds, pattern ?? "{date}", label ?? body, ctx);
  const time = el("time", { title: label }, shown);
  return url ? linkTo(url, time) : time;
}

function command(body, label, ctx) {
  if (body.startsWith("!date^")) return dateEntity(body, label && unescape(label), ctx);
  if (body.startsWith("!subteam^")) return mention(label ? unescape(label) : `@${body.slice(9)}`);
  const range = body.slice(1);
  return ["here", "channel", "everyone"].includes(range) ? broadcast(range, ctx) : null;
}

/** The node for what stands between < and >, or null when it is none of Slack's forms. */
function entity(inner, ctx) {
  const bar = inner.indexOf("|");
  const body = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : inner.slice(bar + 1);
  if (/^@[UW][A-Z0-9]+$/.test(body)) return userMention(body.slice(1), label, ctx);
  if (/^#[CG][A-Z0-9]+$/.test(body)) return mention(`#${(label && unescape(label)) || ctx.names[body.slice(1)] || body.slice(1)}`);
  if (body.startsWith("!")) return command(body, label, ctx);
  const address = unescape(body);
  if (!safeHref(address)) return null;
  return linkTo(address, label ? plain(label) : address.replace(/^mailto:/, ""));
}

/** The place of the closing `mark` for the one at `start`, not looking inside <…> and `…`; -1 when there is none. */
function closing(text, start, mark) {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === "\n") return -1;
    if (char === mark) {
      const fits = at > start + 1 && !/\s/.test(text[at - 1]) && !WORD.test(text[at + 1] ?? "");
      if (fits || mark === "`") return at > start + 1 ? at : -1;
    }
    const skip = { "<": ">", "`": "`" }[char];
    const end = skip && mark !== "`" ? text.indexOf(skip, at + 1) : -1;
    if (end > 0) at = end;
  }
  return -1;
}

function opens(text, at) {
  return !WORD.test(text[at - 1] ?? "") && !/\s/.test(text[at + 1] ?? " ");
}

/** Read one token at `at`: `[node, next]`, or null when the character is plain. */
function token(text, at, ctx) {
  const char = text[at];
  if (char === "<") {
    const end = text.indexOf(">", at);
    const node = end < 0 ? null : entity(text.slice(at + 1, end), ctx);
    return node && [node, end + 1];
  }
  if (char === "`") {
    const end = closing(text, at, "`");
    return end < 0 ? null : [el("code", {}, unescape(text.slice(at + 1, end))), end + 1];
  }
  if (char in STYLES && opens(text, at)) {
    const end = closing(text, at, char);
    return end < 0 ? null : [el(STYLES[char], {}, ...inline(text.slice(at + 1, end), ctx)), end + 1];
  }
  return char === ":" ? emojiToken(text, at) : bareToken(text, at, ctx);
}

function emojiToken(text, at) {
  const found = /^:([a-z0-9_+-]+):/.exec(text.slice(at, at + 60));
  const character = found && emojiFor(found[1]);
  return character ? [character, at + found[0].length] : null;
}

/** What Slack finds by itself in text that is not verbatim: addresses and @here. */
function bareToken(text, at, ctx) {
  if (ctx.verbatim || WORD.test(text[at - 1] ?? "")) return null;
  const rest = text.slice(at, at + 2000);
  const all = text[at] === "@" ? /^@(here|channel|everyone)\b/.exec(rest) : null;
  if (all) return [broadcast(all[1], ctx), at + all[0].length];
  const url = text[at] === "h" ? /^https?:\/\/[^\s<>|，。；、）】》”"']+[^\s<>|，。；、）】》”"'.,;:!?)\]]/.exec(rest) : null;
  return url ? [linkTo(unescape(url[0]), unescape(url[0])), at + url[0].length] : null;
}

/** The nodes of a text without line structure. */
function inline(text, ctx) {
  const nodes = [];
  let kept = "";
  for (let at = 0; at < text.length; ) {
    const read = token(text, at, ctx);
    if (read) {
      if (kept) nodes.push(unescape(kept));
      kept = "";
      nodes.push(read[0]);
      at = read[1];
    } else {
      kept += text[at];
      at += 1;
    }
  }
  if (kept) nodes.push(unescape(kept));
  return nodes;
}

const QUOTE = /^(?:&gt;|>)\s?/;

function listLine(line, ctx) {
  const [, indent, marker, rest] = LIST_LINE.exec(line);
  const depth = Math.min(3, Math.floor(indent.length / 2));
  return el("span", { class: `item depth-${depth}` }, el("span", { class: "marker" }, marker.trimEnd()), el("span", {}, ...inline(rest, ctx)));
}

/** Tells list lines; numbers only count when there are several, so that "10. januar 2017" stays a date. */
function listLines(rows) {
  const numbered = rows.filter((row) => LIST_LINE.test(row) && /^\s*\d/.test(row)).length;
  return (row) => LIST_LINE.test(row) && (numbered > 1 || !/^\s*\d/.test(row));
}

/** The nodes of several lines: quotes are gathered, list lines hang, other lines keep their breaks. */
function lines(text, ctx) {
  const nodes = [];
  const rows = text.split("\n");
  const isItem = listLines(rows);
  let breakNext = false;
  for (let at = 0; at < rows.length; at += 1) {
    if (QUOTE.test(rows[at])) {
      const quoted = [];
      while (at < rows.length && QUOTE.test(rows[at])) quoted.push(rows[at++].replace(QUOTE, ""));
      at -= 1;
      nodes.push(el("blockquote", {}, ...lines(quoted.join("\n"), ctx)));
      breakNext = false;
    } else if (isItem(rows[at])) {
      nodes.push(listLine(rows[at], ctx));
      breakNext = false;
    } else {
      if (breakNext) nodes.push(el("br"));
      nodes.push(...inline(rows[at], ctx));
      breakNext = true;
    }
  }
  return nodes;
}

/** The nodes of a mrkdwn text. `ctx` gives names, texts, userId, zone, now; `ctx.verbatim` turns off what Slack finds by itself. */
export function mrkdwn(text, ctx) {
  return (text ?? "").split(/```/).flatMap((part, index, all) => {
    const fenced = index % 2 === 1 && index < all.length - 1;
    if (fenced) return [el("pre", {}, unescape(part.replace(/^\n|\n$/g, "")))];
    const open = index % 2 === 1 ? "```" : "";
    const shown = index > 0 && !open ? part.replace(/^\n/, "") : open + part;
    return shown ? lines(shown, ctx) : [];
  });
}

/** The nodes of a text object, `plain_text` or `mrkdwn`. */
export function textObject(object, ctx) {
  if (!object) return [];
  if (typeof object === "string") return [plain(object)];
  if (object.type === "mrkdwn") return mrkdwn(object.text, object.verbatim === true ? ctx.asVerbatim() : ctx);
  return [plain(object.text, object.emoji !== false)];
}
