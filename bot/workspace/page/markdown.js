// The markdown block: a safe subset of Markdown (no HTML, no remote images) as DOM nodes.

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { linkTo } from "./mrkdwn.js";

const INLINE = [
  [/^\\([\\`*_{}[\]()#+.!~|>-])/, (m) => m[1]],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (m) => el("code", {}, m[2].trim())],
  [/^!\[([^\]]*)\]\([^)\s]*\)/, (m) => el("span", { class: "alt" }, m[1])],
  [/^\[([^\]]+)\]\(([^)\s]+)(?:\s+"[^"]*")?\)/, (m) => linkTo(m[2], ...inline(m[1]))],
  [/^<(https?:[^>\s]+|mailto:[^>\s]+)>/, (m) => linkTo(m[1], m[1])],
  [/^(\*\*|__)(?=\S)([\s\S]*?\S)\1/, (m) => el("b", {}, ...inline(m[2]))],
  [/^~~(?=\S)([\s\S]*?\S)~~/, (m) => el("s", {}, ...inline(m[1]))],
  [/^\*(?=[^\s*])([\s\S]*?[^\s*])\*(?!\*)/, (m) => el("i", {}, ...inline(m[1]))],
  [/^_(?=[^\s_])([\s\S]*?[^\s_])_(?![\p{L}\p{N}_])/u, (m, before) => (/[\p{L}\p{N}]/u.test(before) ? null : el("i", {}, ...inline(m[1])))],
  [/^https?:\/\/[^\s<>()，。；、]+[^\s<>()，。；、.,;:!?]/, (m) => linkTo(m[0], m[0])],
];

function firstMatch(rest, before) {
  for (const [pattern, build] of INLINE) {
    const found = pattern.exec(rest);
    const node = found && build(found, before);
    if (node) return [node, found[0].length];
  }
  return null;
}

function inline(text) {
  const nodes = [];
  let kept = "";
  for (let at = 0; at < text.length; ) {
    const read = /[\\`![<*_~h]/.test(text[at]) ? firstMatch(text.slice(at), text[at - 1] ?? "") : null;
    if (read) {
      nodes.push(withEmoji(kept), read[0]);
      kept = "";
      at += read[1];
    } else {
      kept += text[at];
      at += 1;
    }
  }
  return [...nodes, withEmoji(kept)].filter((node) => node !== "");
}

const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

/** A list from `at`, with deeper lists inside; gives `[node, next]`. */
function list(rows, at) {
  const [, indent, number] = ITEM.exec(rows[at]);
  const node = number ? el("ol", { start: number }) : el("ul");
  let next = at;
  while (next < rows.length) {
    const found = ITEM.exec(rows[next]);
    if (!found || found[1].length < indent.length) break;
    if (found[1].length > indent.length + 1) {
      const [inner, after] = list(rows, next);
      (node.lastElementChild ?? node.appendChild(el("li"))).append(inner);
      next = after;
    } else {
      if (Boolean(found[2]) !== Boolean(number)) break;
      node.append(item(found[3]));
      next += 1;
    }
  }
  return [node, next];
}

function item(text) {
  const task = /^\[([ xX])\]\s+(.*)$/.exec(text);
  if (!task) return el("li", {}, ...inline(text));
  return el("li", { class: "task" }, task[1] === " " ? "☐ " : "☑\uFE0E ", ...inline(task[2]));
}

function cells(row) {
  return row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
}

function table(rows, at) {
  let next = at + 2;
  while (next < rows.length && rows[next].includes("|")) next += 1;
  const head = el("tr", {}, cells(rows[at]).map((cell) => el("th", { scope: "col" }, ...inline(cell))));
  const body = rows.slice(at + 2, next).map((row) => el("tr", {}, cells(row).map((cell) => el("td", {}, ...inline(cell)))));
  return [el("div", { class: "table-frame" }, el("table", {}, el("thead", {}, head), el("tbody", {}, body))), next];
}

function gather(rows, at, belongs) {
  let next = at;
  while (next < rows.length && belongs(rows[next])) next += 1;
  return next;
}

function fence(rows, at) {
  const end = gather(rows, at + 1, (row) => !/^\s*```/.test(row));
  return [el("pre", {}, rows.slice(at + 1, end).join("\n")), end + 1];
}

function quote(rows, at) {
  const end = gather(rows, at, (row) => /^\s*>/.test(row));
  return [el("blockquote", {}, ...parse(rows.slice(at, end).map((row) => row.replace(/^\s*>\s?/, "")))), end];
}

const PLAIN = (row) => row.trim() !== "" && !/^\s*(```|>|#{1,6}\s)/.test(row) && !ITEM.test(row) && !/^\s*([-*_])(\s*\1){2,}\s*$/.test(row);

function paragraph(rows, at) {
  const end = Math.max(at + 1, gather(rows, at, PLAIN));
  const parts = rows.slice(at, end).flatMap((row, index) => (index ? [el("br"), ...inline(row)] : inline(row)));
  return [el("p", {}, ...parts), end];
}

function heading(row) {
  const [, marks, text] = /^(#{1,6})\s+(.*?)#*$/.exec(row);
  return el(marks.length === 1 ? "h3" : marks.length === 2 ? "h4" : "h5", {}, ...inline(text.trim()));
}

function oneBlock(rows, at) {
  const row = rows[at];
  if (/^\s*```/.test(row)) return fence(rows, at);
  if (/^#{1,6}\s/.test(row)) return [heading(row), at + 1];
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(row)) return [el("hr"), at + 1];
  if (/^\s*>/.test(row)) return quote(rows, at);
  if (ITEM.test(row)) return list(rows, at);
  if (row.includes("|") && /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(rows[at + 1] ?? "")) return table(rows, at);
  return paragraph(rows, at);
}

function parse(rows) {
  const nodes = [];
  for (let at = 0; at < rows.length; ) {
    if (rows[at].trim() === "") {
      at += 1;
      continue;
    }
    const [node, next] = oneBlock(rows, at);
    nodes.push(node);
    at = next;
  }
  return nodes;
}

/** The nodes of a Markdown text. */
export function markdown(text) {
  return parse((text ?? "").split("\n"));
}
