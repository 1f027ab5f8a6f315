// Block elements that hold a value or act: buttons, text, numbers, files and overflow menus.

import { choiceElements } from "./choices.js";
import { common } from "./controls.js";
import { el, freshId } from "./dom.js";
import { menuButton } from "./menu.js";
import { plain } from "./mrkdwn.js";
import { pickers } from "./pickers.js";

const DEFAULT_MAX = 3000; // Slack's limit for a text input that names none

function button(element, scope) {
  const style = ["primary", "danger"].includes(element.style) ? element.style : "";
  const node = el(
    "button",
    { type: "button", class: `button ${style}`.trim(), "data-key": scope.key, "aria-label": element.accessibility_label },
    ...(element.text ? [plain(element.text.text, element.text.emoji !== false)] : []),
  );
  node.addEventListener("click", () => {
    scope.ctx.open(element.url);
    scope.fire(undefined, { busy: node });
  });
  return { node };
}

function overflow(element, scope) {
  const entries = () =>
    (element.options ?? []).map((option) => ({
      label: plain(option.text?.text),
      description: option.description && plain(option.description.text),
      run: () => {
        scope.ctx.open(option.url);
        scope.fire(option);
      },
    }));
  return { node: menuButton({ label: element.accessibility_label ?? scope.ctx.texts.menu, key: scope.key, className: "button icon", entries }) };
}

function lengthProblem(value, element, texts) {
  const limit = element.max_length ?? DEFAULT_MAX;
  const length = [...value].length;
  if (length > limit) return texts.tooLong(length - limit, limit);
  return value && element.min_length && length < element.min_length ? texts.tooShort(element.min_length) : null;
}

function counter(element, control, texts) {
  const limit = element.max_length ?? DEFAULT_MAX;
  const node = el("span", { class: "counter" });
  const show = () => {
    const used = [...control.value].length;
    node.textContent = used > limit * 0.8 ? texts.count(used, limit) : "";
    node.classList.toggle("over", used > limit);
  };
  control.addEventListener("input", show);
  show();
  return node;
}

function triggersOn(element, scope, what) {
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  return scope.dispatches && on.includes(what);
}

function wireTextDispatch(element, scope, control) {
  control.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || !triggersOn(element, scope, "on_enter_pressed")) return;
    event.preventDefault();
    scope.fire(control.value);
  });
  if (triggersOn(element, scope, "on_character_entered")) control.addEventListener("input", () => scope.fire(control.value));
}

function textInput(element, scope) {
  const attributes = { ...common(element, scope), placeholder: plain(element.placeholder?.text), autocomplete: "off" };
  const control = element.multiline ? el("textarea", { ...attributes, rows: 5 }) : el("input", { ...attributes, type: "text" });
  control.value = scope.kept ? (scope.kept.value ?? "") : (element.initial_value ?? "");
  wireTextDispatch(element, scope, control);
  return {
    node: el("span", { class: "text-field" }, control, counter(element, control, scope.ctx.texts)),
    control,
    read: () => ({ type: element.type, value: control.value === "" ? null : control.value }),
    problem: () => lengthProblem(control.value, element, scope.ctx.texts),
  };
}

const HTML_TYPES = { number_input: "number", email_text_input: "email", url_text_input: "url" };

function typedInput(element, scope) {
  const isNumber = element.type === "number_input";
  const control = el("input", {
    ...common(element, scope),
    type: HTML_TYPES[element.type],
    placeholder: plain(element.placeholder?.text),
    min: isNumber ? element.min_value : undefined,
    max: isNumber ? element.max_value : undefined,
    step: isNumber ? (element.is_decimal_allowed ? "any" : "1") : undefined,
  });
  control.value = scope.kept ? (scope.kept.value ?? "") : (element.initial_value ?? "");
  wireTextDispatch(element, scope, control);
  return {
    node: control,
    control,
    read: () => ({ type: element.type, value: control.value === "" ? null : control.value }),
    problem: () => (control.checkValidity() ? null : scope.ctx.texts.invalid),
  };
}

function fileInput(element, scope) {
  const noteId = freshId("note");
  const control = el("input", { type: "file", disabled: true, "aria-labelledby": scope.labelId, "aria-describedby": noteId });
  return {
    node: el("span", { class: "picker" }, control, el("span", { class: "hint", id: noteId }, scope.ctx.texts.noFiles)),
    read: () => ({ type: element.type, files: [] }),
    neverRequired: true,
  };
}

const ELEMENTS = {
  button,
  overflow,
  plain_text_input: textInput,
  number_input: typedInput,
  email_text_input: typedInput,
  url_text_input: typedInput,
  file_input: fileInput,
  ...pickers,
  ...choiceElements,
};

/** Build one element: `{node, control?, read?, problem?, neverRequired?}`, or null when its type is not known. */
export function buildElement(element, scope) {
  return ELEMENTS[element.type]?.(element, scope) ?? null;
}
