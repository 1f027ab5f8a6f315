// Where a person types: messages, mentions and slash commands, with a list of what is offered here.

import { act } from "./api.js";
import { el, freshId } from "./dom.js";
import { Suggestions } from "./suggestions.js";

const draftKey = (ctx) => `draft:${ctx.userId}:${ctx.channelId}`;

export class Composer {
  constructor(pane) {
    this.pane = pane;
    this.input = el("textarea", { rows: "1", class: "compose-input" });
    this.suggestions = new Suggestions(this);
    this.thread = el("div", { class: "thread-chip", hidden: true });
    this.status = el("div", { class: "compose-status", role: "status" });
    this.hint = el("div", { class: "compose-hint", id: freshId("hint") });
    this.button = el("button", { type: "submit", class: "button primary send" });
    this.input.setAttribute("aria-describedby", this.hint.id);
    this.node = el(
      "form",
      { class: "composer", hidden: true, onsubmit: (event) => this.onSubmit(event) },
      this.thread,
      el("div", { class: "compose-box" }, this.suggestions.node, this.input, this.button),
      this.status,
      this.hint,
    );
    this.input.addEventListener("input", () => this.onInput());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.suggestions.hide());
  }

  focus() {
    this.input.focus();
  }

  /** Say where one types now. The text itself is only touched when the place has changed: each has its own draft. */
  update(channel, isOther) {
    const { ctx } = this.pane;
    const { texts } = ctx;
    this.channel = channel;
    const words = channel?.is_im ? texts.composeTo(ctx.appName) : texts.composeIn(channel ? ctx.nameOfChannel(channel) : "");
    this.input.setAttribute("aria-label", words);
    this.input.placeholder = words;
    if (!this.busy) this.button.textContent = texts.send;
    const offers = channel?.offers?.commands;
    this.hint.textContent = offers ? texts.keys : this.whyNoCommands();
    this.hint.classList.toggle("important", !offers);
    if (!isOther) return;
    this.setThread(null);
    this.status.textContent = "";
    this.input.value = sessionStorage.getItem(draftKey(ctx)) ?? "";
    this.grow();
    this.suggestions.hide();
  }

  whyNoCommands() {
    const { texts, appName } = this.pane.ctx;
    return this.channel?.is_im ? texts.noCommandsDirect(appName) : texts.noCommands(appName);
  }

  setThread(message) {
    this.threadTs = message ? (message.thread_ts ?? message.ts) : null;
    this.thread.hidden = !message;
    if (!message) return;
    const { ctx } = this.pane;
    const stop = el("button", { type: "button", class: "icon", "aria-label": ctx.texts.stopReply, title: ctx.texts.stopReply, onclick: () => this.leaveThread() }, "×");
    this.thread.replaceChildren(el("span", {}, ctx.texts.replyTo(message.name || ctx.names[message.user] || "")), stop);
  }

  leaveThread() {
    this.setThread(null);
    this.focus();
  }

  onInput() {
    sessionStorage.setItem(draftKey(this.pane.ctx), this.input.value);
    this.status.textContent = "";
    this.grow();
    this.suggestions.update();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 220)}px`;
  }

  complete(text) {
    this.input.value = text + this.input.value.slice(this.input.selectionStart).trimStart();
    this.input.setSelectionRange(text.length, text.length);
    this.onInput();
    this.suggestions.hide();
  }

  completeMention(name) {
    const at = this.input.selectionStart;
    const before = this.input.value.slice(0, at).replace(/@[\p{L}\p{N}._-]*$/u, `@${name} `);
    this.input.value = before + this.input.value.slice(at);
    this.input.setSelectionRange(before.length, before.length);
    this.onInput();
    this.suggestions.hide();
  }

  runShortcut(shortcut) {
    this.setText("");
    this.suggestions.hide();
    this.pane.shortcut(shortcut);
  }

  onKey(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is choosing characters: Enter is its own
    if (this.suggestions.onKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.send();
  }

  onSubmit(event) {
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.input.value;
    const request = text.trim() && !this.busy ? this.request(text) : null;
    if (!request) return;
    const [what, body] = request;
    const { ctx } = this.pane;
    const { texts } = ctx;
    const key = draftKey(ctx);
    this.setBusy(true);
    const answer = await this.pane.notices.timed(act(what, { user: ctx.userId, channel: this.channel.id, ...body }));
    this.setBusy(false);
    if (answer.ok) this.forget(key, text);
    else this.pane.notices.warn(...this.pane.notices.explain(answer), texts.kept);
    await this.pane.refresh();
    this.pane.messages.toEnd();
  }

  /** What to ask of the control API for this text, or null after saying why not. */
  request(text) {
    const { texts } = this.pane.ctx;
    const command = /^(\/\S+)\s?([\s\S]*)$/.exec(text);
    if (!command) return ["message", { text, thread_ts: this.threadTs ?? undefined }];
    const known = this.pane.ctx.world.apps.some((app) => app.commands.some((one) => one.command === command[1]));
    if (!this.channel.offers?.commands) return this.refuse(this.whyNoCommands());
    if (!known) return this.refuse(texts.unknownCommand(command[1]));
    if (this.threadTs) return this.refuse(texts.noCommandInThread);
    return ["command", { command: command[1], text: command[2] }];
  }

  refuse(sentence) {
    this.status.textContent = sentence;
    return null;
  }

  /** Clear what was sent, and only that: by now the pane may show another channel, or more may have been typed. */
  forget(key, text) {
    if (sessionStorage.getItem(key) === text) sessionStorage.removeItem(key);
    if (key !== draftKey(this.pane.ctx) || this.input.value !== text) return;
    this.setText("");
    this.setThread(null);
  }

  setText(text) {
    this.input.value = text;
    this.onInput();
  }

  setBusy(busy) {
    this.busy = busy;
    this.node.setAttribute("aria-busy", String(busy));
    this.button.setAttribute("aria-disabled", String(busy));
    this.button.textContent = busy ? this.pane.ctx.texts.sending : this.pane.ctx.texts.send;
  }
}
