// Block Kit as DOM nodes. A Surface is one list of blocks (a message, a view) with what people have filled in.

import { el, freshId, place, rememberFocus } from "./dom.js";
import { buildElement } from "./elements.js";
import { markdown } from "./markdown.js";
import { textObject } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { richText } from "./richtext.js";
import { languageOf } from "./texts.js";

/** A piece of text with the language its letters show. */
function spoken(tag, className, nodes) {
  const node = el(tag, { class: className }, nodes);
  const lang = languageOf(node.textContent);
  if (lang) node.lang = lang;
  return node;
}

const text = (object, ctx, className = "text") => spoken("div", className, textObject(object, ctx));

function section(block, ctx, add) {
  const fields = (block.fields ?? []).map((field) => text(field, ctx, "text field"));
  const accessory = block.accessory;
  const side = accessory && (accessory.type === "image" ? picture(accessory, "thumbnail", ctx) : add(accessory));
  return el(
    "div",
    { class: "block section" },
    el("div", { class: "section-text" }, block.text && text(block.text, ctx), fields.length > 0 && el("div", { class: "fields" }, fields)),
    side && el("div", { class: `accessory accessory-${accessory.type}` }, side),
  );
}

function context(block, ctx) {
  const parts = (block.elements ?? []).map((part) => (part.type === "image" ? picture(part, "tiny", ctx) : text(part, ctx, "text")));
  return el("div", { class: "block context" }, parts);
}

function image(block, ctx) {
  const title = block.title && el("figcaption", {}, textObject(block.title, ctx));
  return el("figure", { class: "block image" }, title, picture(block, "picture", ctx));
}

function tableCell(cell, index, isHead, settings, ctx) {
  const align = settings?.[index]?.align;
  const attributes = { class: ["center", "right"].includes(align) ? `align-${align}` : undefined, scope: isHead ? "col" : undefined };
  const content = cell.type === "rich_text" ? richText(cell, ctx) : [String(cell.text ?? cell.value ?? "")];
  return el(isHead ? "th" : "td", attributes, content);
}

function table(block, ctx) {
  const rows = (block.rows ?? []).map((row, at) => el("tr", {}, row.map((cell, index) => tableCell(cell, index, at === 0, block.column_settings, ctx))));
  const body = el("table", {}, el("thead", {}, rows.slice(0, 1)), el("tbody", {}, rows.slice(1)));
  return el("div", { class: "block table-frame", role: "region", tabindex: "0", "aria-label": ctx.texts.table }, body);
}

function input(block, ctx, add) {
  const ids = { control: freshId("field"), label: freshId("label"), hint: freshId("hint"), error: freshId("error") };
  const optional = block.optional === true;
  const label = el("label", { class: "label", id: ids.label, for: ids.control }, textObject(block.label, ctx), optional && el("span", { class: "optional" }, ` (${ctx.texts.optional})`));
  const describedBy = block.hint ? `${ids.hint} ${ids.error}` : ids.error;
  const control = add(block.element ?? {}, { controlId: ids.control, labelId: ids.label, describedBy, required: !optional });
  return el(
    "div",
    { class: "block input" },
    label,
    control,
    el("div", { class: "error", id: ids.error, role: "alert", "data-error-for": block.block_id }),
    block.hint && el("div", { class: "hint", id: ids.hint }, textObject(block.hint, ctx)),
  );
}

function unknown(value, ctx) {
  const title = el("div", { class: "hint" }, ctx.texts.unknownBlock(value?.type ?? "?"));
  return el("div", { class: "block unknown" }, title, el("pre", {}, JSON.stringify(value, null, 2)));
}

const BLOCKS = {
  header: (block, ctx) => spoken("h3", "block header", textObject(block.text, ctx)),
  section,
  context,
  divider: () => el("hr", { class: "block" }),
  actions: (block, ctx, add) => el("div", { class: "block actions" }, (block.elements ?? []).map((element) => add(element))),
  input,
  rich_text: (block, ctx) => spoken("div", "block rich-text", richText(block, ctx)),
  markdown: (block) => spoken("div", "block markdown", markdown(block.text)),
  table,
  image,
};

function isEmpty(state) {
  return Object.entries(state).every(([name, value]) => name === "type" || value === null || value === "" || (Array.isArray(value) && value.length === 0));
}

export class Surface {
  /**
   * @param container where actions come from, as the control API names it
   * @param ctx the pane: names, texts, world, channels, `act(surface, block, element, value, options)`
   */
  constructor(container, ctx) {
    this.container = container;
    this.ctx = ctx;
    this.node = el("div", { class: "blocks" });
    this.parts = new Map();
    this.saved = {};
  }

  /** Show these blocks. Blocks that are the same stay untouched; fields keep what was typed while their ids stay. */
  update(blocks) {
    const putBack = rememberFocus(this.node);
    if (this.parts.size) this.saved = this.read();
    const parts = new Map();
    blocks.forEach((block, index) => {
      const id = block.block_id ?? `block-${index}`;
      const json = JSON.stringify(block);
      const old = this.parts.get(id);
      parts.set(id, old?.json === json ? old : this.build({ ...block, block_id: id }, json));
    });
    this.parts = parts;
    place(this.node, [...parts.values()].map((part) => part.node));
    putBack();
  }

  build(block, json) {
    const fields = [];
    const add = (element, naming = {}) => {
      const built = this.element(block, element, naming);
      if (built.read) fields.push({ element, ...built });
      return built.node;
    };
    const build = BLOCKS[block.type];
    const node = build ? build(block, this.ctx, add) : unknown(JSON.parse(json), this.ctx);
    return { json, node, fields, block };
  }

  element(block, element, naming) {
    const dispatches = block.type !== "input" || block.dispatch_action === true;
    const built = buildElement(element, {
      controlId: freshId("field"),
      ...naming,
      ctx: this.ctx,
      key: `${block.block_id}|${element.action_id}`,
      kept: this.keptFor(block, element),
      dispatches,
      fire: (value, options = {}) => (dispatches ? this.ctx.act(this, block, element, value, options) : options.kept?.()),
    });
    return built ?? { node: unknown(element, this.ctx) };
  }

  keptFor(block, element) {
    const kept = this.saved[block.block_id]?.[element.action_id];
    return kept?.type === element.type ? kept : undefined;
  }

  /** What is filled in now: `{block_id: {action_id: {type, value | selected_…}}}`. */
  read() {
    const state = {};
    for (const { block, fields } of this.parts.values())
      for (const field of fields) (state[block.block_id] ??= {})[field.element.action_id] = field.read();
    return state;
  }

  /** What is missing or wrong before anything is sent: `{block_id: sentence}`. */
  problems() {
    const found = {};
    for (const { block, fields } of this.parts.values())
      for (const field of fields) {
        const missing = block.type === "input" && block.optional !== true && !field.neverRequired && isEmpty(field.read());
        const problem = field.problem?.() ?? (missing ? this.ctx.texts.required : null);
        if (problem) found[block.block_id] = problem;
      }
    return found;
  }

  /** Write the errors under their fields. Those of blocks that are not here come back. */
  showErrors(errors) {
    const rest = { ...errors };
    for (const { block, node, fields } of this.parts.values()) {
      const place = node.querySelector?.(".error");
      if (!place) continue;
      const message = errors[block.block_id] ?? "";
      if (place.textContent !== message) place.textContent = message;
      node.classList.toggle("has-error", message !== "");
      for (const field of fields) field.control?.toggleAttribute("aria-invalid", false);
      if (message) for (const field of fields) field.control?.setAttribute("aria-invalid", "true");
      delete rest[block.block_id];
    }
    return rest;
  }

  focusFirstError() {
    const part = [...this.parts.values()].find(({ node }) => node.classList?.contains("has-error"));
    part?.fields[0]?.control?.focus();
    part?.node.scrollIntoView({ block: "nearest" });
  }
}
