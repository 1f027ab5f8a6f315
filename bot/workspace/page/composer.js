// Where a person types: messages, mentions and slash commands, with a list of what is offered here.

import { act } from "./api.js";
import { el, freshId } from "./dom.js";

const COMMAND = /^\/(\S*)$/;
const MENTION = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}._-]*)$/u;
const MAX_SUGGESTIONS = 12;

const draftKey = (ctx) => `draft:${ctx.userId}:${ctx.channelId}`;

export class Composer {
  constructor(pane) {
    this.pane = pane;
    const listId = freshId("list");
    this.input = el("textarea", { rows: "1", class: "compose-input", "aria-autocomplete": "list", "aria-controls": listId, "aria-haspopup": "listbox" });
    this.list = el("div", { class: "suggestions", role: "listbox", id: listId, hidden: true });
    this.thread = el("div", { class: "thread-chip", hidden: true });
    this.status = el("div", { class: "compose-status", role: "status" });
    this.hint = el("div", { class: "compose-hint", id: freshId("hint") });
    this.button = el("button", { type: "submit", class: "button primary send" });
    this.input.setAttribute("aria-describedby", this.hint.id);
    this.node = el(
      "form",
      { class: "composer", onsubmit: (event) => this.onSubmit(event) },
      this.thread,
      el("div", { class: "compose-box" }, this.list, this.input, this.button),
      this.status,
      this.hint,
    );
    this.input.addEventListener("input", () => this.onInput());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.hideList());
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
    this.list.setAttribute("aria-label", texts.commands);
    const offers = channel?.offers?.commands;
    this.hint.textContent = offers ? texts.keys : this.whyNoCommands();
    this.hint.classList.toggle("important", !offers);
    if (!isOther) return;
    this.setThread(null);
    this.status.textContent = "";
    this.input.value = sessionStorage.getItem(draftKey(ctx)) ?? "";
    this.grow();
    this.hideList();
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
    this.suggest();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 220)}px`;
  }

  // ---- the list of commands and people

  suggest() {
    const before = this.input.value.slice(0, this.input.selectionStart);
    const command = COMMAND.exec(before);
    const mentioned = MENTION.exec(before);
    if (command && this.channel?.offers?.commands) this.showList(this.commandsFor(command[1]), this.pane.ctx.texts.commands);
    else if (mentioned) this.showList(this.peopleFor(mentioned[1]), this.pane.ctx.texts.people);
    else this.hideList();
  }

  commandsFor(typed) {
    const { ctx } = this.pane;
    const commands = ctx.world.apps.flatMap((app) =>
      app.commands.map((one) => ({ name: one.command, hint: one.usage_hint, description: one.description, take: () => this.complete(`${one.command} `) })),
    );
    const shortcuts = this.channel.offers.shortcuts
      ? ctx.shortcuts("global").map((one) => ({ name: one.name, hint: "", description: one.app, take: () => this.runShortcut(one) }))
      : [];
    const wanted = typed.toLowerCase();
    return [...commands, ...shortcuts].filter((one) => one.name.toLowerCase().replace(/^\//, "").startsWith(wanted));
  }

  peopleFor(typed) {
    const wanted = typed.toLowerCase();
    return this.pane.ctx
      .mentionable(this.channel)
      .filter((one) => one.name.toLowerCase().includes(wanted))
      .map((one) => ({ name: `@${one.name}`, hint: "", description: one.about, take: () => this.completeMention(one.name) }));
  }

  showList(entries, label) {
    this.entries = entries.slice(0, MAX_SUGGESTIONS);
    if (!this.entries.length) return this.hideList();
    this.list.setAttribute("aria-label", label);
    this.list.replaceChildren(...this.entries.map((entry, index) => this.row(entry, index)));
    this.list.hidden = false;
    return this.choose(0);
  }

  row(entry, index) {
    const node = el(
      "div",
      { class: "suggestion", role: "option", id: `${this.list.id}-${index}` },
      el("span", { class: "suggestion-name" }, entry.name, entry.hint && el("span", { class: "suggestion-usage" }, ` ${entry.hint}`)),
      el("span", { class: "suggestion-about" }, entry.description ?? ""),
    );
    node.addEventListener("mousedown", (event) => {
      event.preventDefault();
      entry.take();
    });
    return node;
  }

  choose(index) {
    this.chosen = (index + this.entries.length) % this.entries.length;
    [...this.list.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === this.chosen)));
    this.list.children[this.chosen].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", this.list.children[this.chosen].id);
  }

  hideList() {
    this.list.hidden = true;
    this.input.removeAttribute("aria-activedescendant");
  }

  complete(text) {
    this.input.value = text + this.input.value.slice(this.input.selectionStart).trimStart();
    this.input.setSelectionRange(text.length, text.length);
    this.onInput();
    this.hideList();
  }

  completeMention(name) {
    const at = this.input.selectionStart;
    const before = this.input.value.slice(0, at).replace(/@[\p{L}\p{N}._-]*$/u, `@${name} `);
    this.input.value = before + this.input.value.slice(at);
    this.input.setSelectionRange(before.length, before.length);
    this.onInput();
    this.hideList();
  }

  runShortcut(shortcut) {
    this.setText("");
    this.hideList();
    this.pane.shortcut(shortcut);
  }

  // ---- keys and sending

  onKey(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is choosing characters: Enter is its own
    if (!this.list.hidden && this.onListKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.send();
  }

  onListKey(event) {
    const keys = {
      ArrowDown: () => this.choose(this.chosen + 1),
      ArrowUp: () => this.choose(this.chosen - 1),
      Tab: () => this.entries[this.chosen].take(),
      Enter: () => this.entries[this.chosen].take(),
      Escape: () => this.hideList(),
    };
    if (!(event.key in keys) || event.shiftKey) return false;
    if (event.key === "Enter" && this.isWhole()) return false;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
    return true;
  }

  /** A command typed to its last letter is sent by Enter, not completed once more. */
  isWhole() {
    return this.entries[this.chosen].name === this.input.value;
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
    const answer = await this.pane.timed(act(what, { user: ctx.userId, channel: this.channel.id, ...body }));
    this.setBusy(false);
    if (answer.ok) this.forget(key, text);
    else this.pane.warn(...this.pane.explain(answer), texts.kept);
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
