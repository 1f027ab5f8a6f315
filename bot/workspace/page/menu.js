// Small pop-up menus: overflow elements and the "⋯" of a message.

import { el, freshId } from "./dom.js";

function moveFocus(event, items) {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length].focus();
}

/** A button that opens a menu. `entries` gives `[{label, description, run}]` each time it opens. */
export function menuButton({ label, key, className = "icon", glyph = "⋯", entries }) {
  const id = freshId("menu");
  const button = el("button", { type: "button", class: className, "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label, title: label, "data-key": key }, glyph);
  const box = el("span", { class: "menu-box" }, button);
  const close = (focusButton) => {
    if (focusButton) button.focus(); // first, for a removed node that has the focus loses it in the middle of its removal
    box.querySelector(".menu")?.remove();
    button.setAttribute("aria-expanded", "false");
  };
  const open = () => {
    const items = entries().map((entry) => menuItem(entry, close));
    const menu = el("div", { class: "menu", role: "menu", id, "aria-label": label }, items);
    menu.addEventListener("keydown", (event) => moveFocus(event, items));
    box.append(menu);
    button.setAttribute("aria-expanded", "true");
    turnUpIfCut(menu);
    items[0]?.focus();
  };
  button.addEventListener("click", () => (box.querySelector(".menu") ? close(true) : open()));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.querySelector(".menu")) return;
    event.stopPropagation();
    close(true);
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) close(false);
  });
  return box;
}

function menuItem({ label, description, run }, close) {
  const name = el("span", { class: "menu-label" }, label);
  const node = el("button", { type: "button", role: "menuitem", tabindex: "-1" }, name, description && el("span", { class: "menu-description" }, description));
  node.addEventListener("mousedown", (event) => event.preventDefault());
  node.addEventListener("click", () => {
    close(true);
    run();
  });
  return node;
}

function turnUpIfCut(menu) {
  const frame = menu.closest(".dialog-body, .messages, .home") ?? document.documentElement;
  const bounds = frame.getBoundingClientRect();
  const box = menu.getBoundingClientRect();
  if (box.bottom > bounds.bottom && box.height < box.top - bounds.top) menu.classList.add("upwards");
  if (box.left < bounds.left) menu.classList.add("rightwards");
}
