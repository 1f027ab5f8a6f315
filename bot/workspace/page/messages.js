// The message list of one pane: kept by ts, so that a change touches one message and leaves the rest alone.

import { Surface } from "./blocks.js";
import { clock, dayOf, longDate, nearDay } from "./dates.js";
import { el, place } from "./dom.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { fileAddress, picture } from "./pictures.js";
import { languageOf } from "./texts.js";

const NEAR_END = 60;
const SETTLE_MS = 300;
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif"]);

const momentOf = (ts) => new Date(Number.parseFloat(ts) * 1000);

/** First letters for a small square beside the message; the family name for Chinese names. */
export function initials(name) {
  const words = (name ?? "?").trim().split(/\s+/);
  if (/^\p{Script=Han}/u.test(words[0])) return [...words[0]][0];
  return words.slice(0, 2).map((word) => [...word][0]?.toUpperCase() ?? "").join("");
}

export function avatar(name, isBot) {
  const hue = [...(name ?? "")].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 6, 7) % 6;
  return el("span", { class: `avatar tone-${hue}${isBot ? " avatar-app" : ""}`, "aria-hidden": "true" }, initials(name));
}

/** Parents by time, each followed by its replies. */
function threaded(messages) {
  const byTs = [...messages].sort((one, other) => Number(one.ts) - Number(other.ts));
  const known = new Set(byTs.map((message) => message.ts));
  const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts && known.has(message.thread_ts);
  const replies = Map.groupBy(byTs.filter(isReply), (message) => message.thread_ts);
  return byTs.filter((message) => !isReply(message)).flatMap((message) => [
    { message, reply: Boolean(message.thread_ts) && message.thread_ts !== message.ts },
    ...(replies.get(message.ts) ?? []).map((reply) => ({ message: reply, reply: true })),
  ]);
}

class Message {
  constructor(pane, channel) {
    this.pane = pane;
    this.channel = channel;
    this.node = el("li", { class: "message" });
    this.text = el("div", { class: "text" });
  }

  update(message, reply) {
    const json = JSON.stringify([message, reply]);
    if (json === this.json) return;
    this.json = json;
    this.message = message;
    this.node.className = ["message", reply && "reply", message.ephemeral && "ephemeral", message.is_bot && "from-app"].filter(Boolean).join(" ");
    this.node.dataset.ts = message.ts;
    const content = message.blocks?.length ? this.blocks(message) : this.plainText(message);
    if (!this.body) {
      this.body = el("div", { class: "message-body" });
      this.node.append(avatar(this.author(), message.is_bot), this.body);
    }
    place(this.body, [this.head(message), ...(message.ephemeral ? [this.mark()] : []), content, ...this.files(message)]);
  }

  author() {
    return this.message.name || this.pane.ctx.names[this.message.user] || this.message.user || "?";
  }

  /** The line with name and time; rebuilt only when it says something else, so that its menu keeps the focus. */
  head(message) {
    const { ctx } = this.pane;
    const { texts } = ctx;
    const says = JSON.stringify([this.author(), message.ts, message.edited, message.pinned, this.channel.offers]);
    if (says === this.headSays) return this.headNode;
    this.headSays = says;
    const moment = momentOf(message.ts);
    this.headNode = el(
      "div",
      { class: "message-head" },
      el("b", { class: "author" }, this.author()),
      message.is_bot && el("span", { class: "badge" }, texts.app),
      el("time", { datetime: moment.toISOString(), title: longDate(moment, ctx) }, clock(moment, ctx)),
      message.edited && el("span", { class: "edited" }, `(${texts.edited})`),
      message.pinned && el("span", { class: "badge pinned" }, texts.pinned),
      this.tools(message),
    );
    return this.headNode;
  }

  tools(message) {
    const { ctx } = this.pane;
    if (message.ephemeral) return null;
    const reply = el("button", { type: "button", class: "icon", title: ctx.texts.reply, "aria-label": ctx.texts.reply, onclick: () => this.pane.replyTo(message) }, "\u21A9\uFE0E");
    const shortcuts = this.channel.offers?.shortcuts ? ctx.shortcuts("message") : [];
    const entries = () => shortcuts.map((shortcut) => ({ label: shortcut.name, description: shortcut.app, run: () => this.pane.shortcut(shortcut, message.ts) }));
    const menu = shortcuts.length > 0 && menuButton({ label: ctx.texts.more, key: `more|${message.ts}`, entries });
    return el("span", { class: "tools" }, reply, menu);
  }

  mark() {
    this.markNode ??= el("div", { class: "only-you" }, this.pane.ctx.texts.onlyYou);
    return this.markNode;
  }

  blocks(message) {
    this.surface ??= new Surface({ type: "message", channel: this.channel.id, ts: message.ts }, this.pane.ctx);
    this.surface.update(message.blocks);
    return this.surface.node;
  }

  plainText(message) {
    this.text.replaceChildren(...mrkdwn(message.text, this.pane.ctx));
    const lang = languageOf(this.text.textContent);
    if (lang) this.text.lang = lang;
    else this.text.removeAttribute("lang");
    return this.text;
  }

  files(message) {
    const { ctx } = this.pane;
    return (message.files ?? []).map((file) => {
      const name = file.title || file.name || file.id || "?";
      const link = el("div", { class: "file" }, el("a", { href: fileAddress(file.id, ctx), target: "_blank", rel: "noopener" }, name));
      if (!SHOWN.has(file.mimetype)) return link;
      return el("div", { class: "shared-picture" }, picture({ slack_file: { id: file.id }, alt_text: file.alt_txt || name }, "picture", ctx), link);
    });
  }
}

export class MessageList {
  constructor(pane) {
    this.pane = pane;
    this.list = el("ol", { class: "message-list" });
    this.empty = el("p", { class: "empty" });
    this.node = el("div", { class: "messages", tabindex: "0", role: "log", "aria-live": "polite", "aria-relevant": "additions" }, this.empty, this.list);
    this.shown = new Map();
    this.days = new Map();
    this.pinned = true;
    this.node.addEventListener("scroll", () => {
      this.pinned = this.isAtEnd();
    });
    const sizes = new ResizeObserver(() => this.pinned && this.toEnd());
    sizes.observe(this.node);
    sizes.observe(this.list);
  }

  /** Show a channel's messages; forgets the earlier ones when it is another channel or another person's view. */
  update(channel, isOther) {
    if (isOther) this.forget();
    this.node.setAttribute("aria-busy", String(isOther)); // only what arrives is read out, not a whole channel
    if (isOther) this.pinned = true;
    const rows = threaded(channel.messages);
    const shown = new Map();
    for (const { message, reply } of rows) {
      const item = this.shown.get(message.ts) ?? new Message(this.pane, channel);
      item.channel = channel;
      item.update(message, reply);
      shown.set(message.ts, item);
    }
    this.shown = shown;
    place(this.list, this.withDays(rows));
    this.empty.textContent = rows.length ? "" : this.pane.ctx.texts.empty;
    if (this.pinned) this.toEnd();
    if (isOther) setTimeout(() => this.node.setAttribute("aria-busy", "false"), SETTLE_MS);
  }

  forget() {
    this.shown = new Map();
    this.days = new Map();
    this.list.replaceChildren();
  }

  withDays(rows) {
    let day = "";
    return rows.flatMap(({ message, reply }) => {
      const { node } = this.shown.get(message.ts);
      const moment = momentOf(message.ts);
      const thisDay = dayOf(moment, this.pane.ctx);
      if (reply || thisDay === day) return [node];
      day = thisDay;
      return [this.dayLine(thisDay, moment), node];
    });
  }

  dayLine(day, moment) {
    const { ctx } = this.pane;
    const words = nearDay(moment, ctx) ?? longDate(moment, ctx);
    if (this.days.get(day)?.textContent !== words) this.days.set(day, el("li", { class: "day" }, el("span", {}, words)));
    return this.days.get(day);
  }

  /** Show one message, marked, and give it the focus so that it is read out; the mark goes to the next one. */
  reveal(ts) {
    const node = this.shown.get(ts)?.node;
    if (!node) return;
    this.pinned = false;
    this.list.querySelector("[aria-current]")?.removeAttribute("aria-current");
    node.setAttribute("aria-current", "true");
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center" });
  }

  isAtEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR_END;
  }

  toEnd() {
    this.pinned = true;
    this.node.scrollTop = this.node.scrollHeight;
  }
}
