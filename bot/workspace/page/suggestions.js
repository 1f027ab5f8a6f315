// The list over the composer: the commands offered to this person in this channel, or the people one can mention.

import { el, freshId } from "./dom.js";

const COMMAND = /^\/(\S*)$/;
const MENTION = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}._-]*)$/u;
const MAX_SUGGESTIONS = 12;

export class Suggestions {
  constructor(composer) {
    this.composer = composer;
    this.node = el("div", { class: "suggestions", role: "listbox", id: freshId("list"), hidden: true });
    for (const [name, value] of [["aria-autocomplete", "list"], ["aria-controls", this.node.id], ["aria-haspopup", "listbox"]])
      composer.input.setAttribute(name, value);
  }

  /** Offer what fits the word before the caret. */
  update() {
    const before = this.composer.input.value.slice(0, this.composer.input.selectionStart);
    const command = COMMAND.exec(before);
    const mentioned = MENTION.exec(before);
    if (command && this.composer.channel?.offers?.commands) this.show(this.commandsFor(command[1]), this.composer.pane.ctx.texts.commands);
    else if (mentioned) this.show(this.peopleFor(mentioned[1]), this.composer.pane.ctx.texts.people);
    else this.hide();
  }

  commandsFor(typed) {
    const { ctx } = this.composer.pane;
    const commands = ctx.world.apps.flatMap((app) =>
      app.commands.map((one) => ({ name: one.command, hint: one.usage_hint, description: one.description, take: () => this.composer.complete(`${one.command} `) })),
    );
    const shortcuts = this.composer.channel.offers.shortcuts
      ? ctx.shortcuts("global").map((one) => ({ name: one.name, hint: "", description: one.app, take: () => this.composer.runShortcut(one) }))
      : [];
    const wanted = typed.toLowerCase();
    return [...commands, ...shortcuts].filter((one) => one.name.toLowerCase().replace(/^\//, "").startsWith(wanted));
  }

  peopleFor(typed) {
    const wanted = typed.toLowerCase();
    return this.composer.pane.ctx
      .mentionable(this.composer.channel)
      .filter((one) => one.name.toLowerCase().includes(wanted))
      .map((one) => ({ name: `@${one.name}`, hint: "", description: one.about, take: () => this.composer.completeMention(one.name) }));
  }

  show(entries, label) {
    this.entries = entries.slice(0, MAX_SUGGESTIONS);
    if (!this.entries.length) return this.hide();
    this.node.setAttribute("aria-label", label);
    this.node.replaceChildren(...this.entries.map((entry, index) => this.row(entry, index)));
    this.node.hidden = false;
    return this.choose(0);
  }

  row(entry, index) {
    const node = el(
      "div",
      { class: "suggestion", role: "option", id: `${this.node.id}-${index}` },
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
    [...this.node.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === this.chosen)));
    this.node.children[this.chosen].scrollIntoView({ block: "nearest" });
    this.composer.input.setAttribute("aria-activedescendant", this.node.children[this.chosen].id);
  }

  hide() {
    this.node.hidden = true;
    this.composer.input.removeAttribute("aria-activedescendant");
  }

  /** Take a key if it is for the list; true when it was. */
  onKey(event) {
    if (this.node.hidden) return false;
    const keys = {
      ArrowDown: () => this.choose(this.chosen + 1),
      ArrowUp: () => this.choose(this.chosen - 1),
      Tab: () => this.entries[this.chosen].take(),
      Enter: () => this.entries[this.chosen].take(),
      Escape: () => this.hide(),
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
    return this.entries[this.chosen].name === this.composer.input.value;
  }
}
