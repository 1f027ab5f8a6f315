// Makes DOM nodes from plain values; text from people only ever becomes text nodes.

/** Make an element. Attributes that are functions become listeners; null, undefined and false are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.replace(/^on/, ""), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

let lastId = 0;

/** An id no other element of the page has, for labels and descriptions. */
export function freshId(prefix = "n") {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** Put `nodes` into `parent` in this order, moving only what is out of place, so that focus and carets stay. */
export function place(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/** Remember where the focus is inside `root`, by field and not by node. Gives a function that puts it back. */
export function rememberFocus(root) {
  const active = document.activeElement;
  if (!active || !root.contains(active) || !active.dataset.key) return () => {};
  const { key, option } = active.dataset;
  const caret = "selectionStart" in active ? readCaret(active) : null;
  return () => {
    if (root.contains(document.activeElement)) return;
    const same = [...root.querySelectorAll("[data-key]")].find(
      (node) => node.dataset.key === key && node.dataset.option === option,
    );
    same?.focus({ preventScroll: true });
    if (same && caret) same.setSelectionRange(...caret);
  };
}

function readCaret(input) {
  return input.selectionStart === null ? null : [input.selectionStart, input.selectionEnd];
}

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]';

/** The elements inside `root` that Tab visits, in order. */
export function focusable(root) {
  return [...root.querySelectorAll(FOCUSABLE)].filter((node) => node.checkVisibility() && !node.closest("[inert]"));
}

/** Keep Tab inside `root`: call from its keydown listener. */
export function trapTab(event, root) {
  if (event.key !== "Tab") return;
  const stops = focusable(root);
  if (stops.length === 0) return;
  const last = stops[stops.length - 1];
  const leaving = event.shiftKey ? document.activeElement === stops[0] : document.activeElement === last;
  if (!leaving && root.contains(document.activeElement)) return;
  event.preventDefault();
  (event.shiftKey ? last : stops[0]).focus();
}
