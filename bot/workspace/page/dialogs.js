// The modals of one pane: a stack of views, each a dialog that keeps what was typed whatever the app does.

import { act } from "./api.js";
import { Surface } from "./blocks.js";
import { el, focusable, freshId, trapTab } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";

const DEADLINE_MS = 3000;

/** What was typed into views that are not on the screen now, because the pane shows somebody else. */
const typed = new Map();

class Dialog {
  constructor(stack, view) {
    this.stack = stack;
    this.pane = stack.pane;
    this.titleId = freshId("title");
    this.title = el("h2", { id: this.titleId });
    this.notice = el("div", { class: "dialog-notice", role: "alert" });
    this.closeButton = el("button", { type: "button", class: "icon", onclick: () => this.close() });
    this.cancelButton = el("button", { type: "button", class: "button", onclick: () => this.close() });
    this.submitButton = el("button", { type: "submit", class: "button primary" });
    this.body = el("div", { class: "dialog-body", tabindex: "-1" });
    this.foot = el("div", { class: "dialog-foot" }, this.cancelButton, this.submitButton);
    const form = el("form", { novalidate: true, onsubmit: (event) => this.submit(event) }, el("div", { class: "dialog-head" }, this.title, this.closeButton), this.body, this.notice, this.foot);
    this.node = el("div", { class: "dialog", role: "dialog", "aria-modal": "true", "aria-labelledby": this.titleId }, form);
    this.node.addEventListener("keydown", (event) => this.onKey(event));
    this.surface = new Surface({ type: "view", view_id: view.id }, this.pane.ctx);
    this.surface.saved = typed.get(view.id) ?? {};
    this.body.append(this.surface.node);
  }

  update({ view, errors }) {
    const { texts } = this.pane.ctx;
    this.view = view;
    this.title.textContent = plain(view.title?.text);
    this.cancelButton.textContent = plain(view.close?.text) || texts.cancel;
    this.submitButton.textContent = plain(view.submit?.text) || texts.submit;
    this.submitButton.hidden = !view.submit;
    this.cancelButton.hidden = !view.submit && !view.close;
    const closing = this.stack.dialogs.indexOf(this) > 0 ? texts.back : texts.close;
    this.closeButton.textContent = closing === texts.back ? "←" : "×";
    this.closeButton.title = closing;
    this.closeButton.setAttribute("aria-label", closing);
    this.surface.update(view.blocks ?? []);
    this.showServerErrors(errors ?? {});
  }

  showServerErrors(errors) {
    const json = JSON.stringify(errors);
    if (json === (this.errorsShown ?? "{}")) return;
    this.errorsShown = json;
    const rest = Object.values(this.surface.showErrors(errors));
    this.say(...(Object.keys(errors).length ? [this.pane.ctx.texts.fixErrors, ...rest] : []));
    if (this.node.contains(document.activeElement)) this.surface.focusFirstError();
  }

  say(...sentences) {
    this.notice.replaceChildren(...sentences.map((sentence) => el("p", {}, sentence)));
    if (sentences.length) this.notice.scrollIntoView({ block: "nearest" });
  }

  async submit(event) {
    event.preventDefault();
    if (!this.view.submit || this.busy) return;
    const problems = this.surface.problems();
    this.errorsShown = null;
    this.surface.showErrors(problems);
    if (Object.keys(problems).length) {
      this.say(this.pane.ctx.texts.fixErrors);
      this.surface.focusFirstError();
      return;
    }
    this.say();
    const answer = await this.working(act("submit", { user: this.pane.ctx.userId, view_id: this.view.id, state: this.surface.read() }));
    if (!answer.ok && answer.error !== "errors") this.say(...this.pane.notices.explain(answer), this.pane.ctx.texts.kept);
    await this.pane.refresh();
  }

  /** Show that the app is at work, and after three seconds that it has not answered. */
  async working(promise) {
    this.setBusy(true);
    const late = setTimeout(() => this.say(this.pane.ctx.texts.slow(this.pane.ctx.appName), this.pane.ctx.texts.kept), DEADLINE_MS);
    const answer = await promise;
    clearTimeout(late);
    this.setBusy(false);
    if (answer.ok) this.say();
    return answer;
  }

  setBusy(busy) {
    this.busy = busy;
    this.node.setAttribute("aria-busy", String(busy));
    this.submitButton.setAttribute("aria-disabled", String(busy));
    this.submitButton.textContent = busy ? this.pane.ctx.texts.sending : plain(this.view.submit?.text) || this.pane.ctx.texts.submit;
  }

  async close() {
    const answer = await act("close", { user: this.pane.ctx.userId, view_id: this.view.id });
    if (!answer.ok) this.say(...this.pane.notices.explain(answer));
    await this.pane.refresh();
  }

  onKey(event) {
    trapTab(event, this.node);
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    this.close();
  }

  focusFirst() {
    const fields = focusable(this.body);
    const field = fields.find((one) => "first" in one.dataset) ?? fields[0];
    (field ?? (this.submitButton.hidden ? this.closeButton : this.submitButton)).focus();
  }
}

export class DialogStack {
  constructor(pane) {
    this.pane = pane;
    this.dialogs = [];
    this.node = el("div", { class: "dialogs", hidden: true });
    this.asking = null;
  }

  get top() {
    return this.dialogs[this.dialogs.length - 1];
  }

  byView(viewId) {
    return this.dialogs.find((dialog) => dialog.view.id === viewId);
  }

  /** Show this stack of modals, bottom first. */
  update(modals) {
    const before = this.top;
    const owned = this.pane.ownsFocus();
    if (!before && modals.length && owned) this.opener = document.activeElement;
    const old = new Map(this.dialogs.map((dialog) => [dialog.view.id, dialog]));
    this.dialogs = modals.map(({ view }) => old.get(view.id) ?? new Dialog(this, view));
    this.dialogs.forEach((dialog, index) => {
      if (!dialog.node.isConnected) this.node.append(dialog.node);
      dialog.update(modals[index]);
      dialog.node.hidden = index < modals.length - 1;
    });
    for (const dialog of old.values()) if (!this.dialogs.includes(dialog)) dialog.node.remove();
    this.cover();
    if (this.top !== before && owned) this.moveFocus();
  }

  cover() {
    const open = this.dialogs.length > 0 || this.asking !== null;
    this.node.hidden = !open;
    this.pane.body.inert = open;
    this.dialogs.forEach((dialog) => {
      dialog.node.inert = this.asking !== null;
    });
  }

  moveFocus() {
    if (this.top) this.top.focusFirst();
    else if (this.opener?.isConnected && this.opener !== document.body) this.opener.focus();
    else this.pane.composer.focus();
  }

  /** The pane will show somebody else: keep what was typed for when this person comes back. */
  putAway() {
    for (const dialog of this.dialogs) typed.set(dialog.view.id, { ...dialog.surface.saved, ...dialog.surface.read() });
    this.dialogs = [];
    this.asking?.(false);
    this.node.replaceChildren();
    this.cover();
  }

  /** Ask a confirmation; true when the person agrees. */
  ask(confirm) {
    const { ctx } = this.pane;
    const opener = document.activeElement;
    const id = freshId("confirm");
    return new Promise((resolve) => {
      const deny = el("button", { type: "button", class: "button", onclick: () => done(false) }, plain(confirm.deny?.text) || ctx.texts.no);
      const agree = el("button", { type: "button", class: `button ${confirm.style === "danger" ? "danger solid" : "primary"}`, onclick: () => done(true) }, plain(confirm.confirm?.text) || ctx.texts.yes);
      const title = el("h2", { id: `${id}-title` }, plain(confirm.title?.text) || ctx.texts.confirm);
      const words = el("div", { class: "dialog-body text", id: `${id}-text` }, textObject(confirm.text, ctx));
      const node = el(
        "div",
        { class: "dialog confirm", role: "alertdialog", "aria-modal": "true", "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-text` },
        el("div", { class: "dialog-head" }, title),
        words,
        el("div", { class: "dialog-foot" }, deny, agree),
      );
      const done = (answer) => {
        node.remove();
        this.asking = null;
        this.cover();
        if (opener?.isConnected) opener.focus();
        resolve(answer);
      };
      node.addEventListener("keydown", (event) => {
        trapTab(event, node);
        if (event.key !== "Escape") return;
        event.stopPropagation();
        done(false);
      });
      this.asking = done;
      this.node.append(node);
      this.cover();
      deny.focus();
    });
  }
}
