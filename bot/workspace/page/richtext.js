// The rich_text block: sections, lists, quotes and preformatted text with their inline elements.

import { fillDate } from "./dates.js";
import { el } from "./dom.js";
import { emojiFor } from "./emoji.js";
import { linkTo, mention, userMention } from "./mrkdwn.js";

const STYLE_TAGS = { code: "code", strike: "s", underline: "u", italic: "i", bold: "b" };

function styled(node, style = {}) {
  return Object.entries(STYLE_TAGS).reduce((inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner), node);
}

function emoji(element) {
  if (!element.unicode) return emojiFor(element.name) ?? `:${element.name}:`;
  const points = element.unicode.split("-").map((part) => Number.parseInt(part, 16));
  return points.every((point) => point >= 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : `:${element.name}:`;
}

function date(element, ctx) {
  const fallback = element.fallback ?? String(element.timestamp);
  const time = el("time", { title: fallback }, fillDate(element.timestamp, element.format ?? "{date}", fallback, ctx));
  return element.url ? linkTo(element.url, time) : time;
}

const INLINE = {
  text: (element) => element.text,
  link: (element) => linkTo(element.url, element.text ?? element.url),
  user: (element, ctx) => userMention(element.user_id, undefined, ctx),
  channel: (element, ctx) => mention(`#${ctx.names[element.channel_id] ?? element.channel_id}`),
  usergroup: (element) => mention(`@${element.usergroup_id}`),
  broadcast: (element, ctx) => mention(ctx.texts.mentionAll[element.range] ?? `@${element.range}`, "mention-all"),
  emoji,
  date,
  color: (element) => element.value,
};

function inline(elements, ctx) {
  return (elements ?? []).map((element) => {
    const build = INLINE[element.type];
    return build ? styled(build(element, ctx), element.style) : el("code", {}, JSON.stringify(element));
  });
}

function list(part, ctx) {
  const attributes = { class: `depth-${Math.min(3, part.indent ?? 0)}` };
  if (part.style === "ordered" && part.offset) attributes.start = part.offset + 1;
  const items = (part.elements ?? []).map((item) => el("li", {}, ...inline(item.elements, ctx)));
  return el(part.style === "ordered" ? "ol" : "ul", attributes, items);
}

const PARTS = {
  rich_text_section: (part, ctx) => el("div", { class: "lines" }, ...inline(part.elements, ctx)),
  rich_text_list: list,
  rich_text_quote: (part, ctx) => el("blockquote", { class: "lines" }, ...inline(part.elements, ctx)),
  rich_text_preformatted: (part, ctx) => el("pre", {}, ...inline(part.elements, ctx)),
};

/** The nodes of a rich_text block or table cell. */
export function richText(block, ctx) {
  return (block.elements ?? []).map((part) => PARTS[part.type]?.(part, ctx) ?? el("code", {}, JSON.stringify(part)));
}
