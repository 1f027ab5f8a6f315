// Puts the page together: the world, two panes side by side, the switch between them, and the address that remembers both.

import { readWorld } from "./api.js";
import { el } from "./dom.js";
import { messageAt } from "./links.js";
import { Pane } from "./pane.js";
import { languageOf } from "./texts.js";

const SIDES = ["left", "right"];
const RETRY_MS = 1500;
const WORLD_MS = 1500;

function sharesChannel(world, one, other) {
  return world.channels.some((channel) => !channel.is_im && channel.members.includes(one.id) && channel.members.includes(other.id));
}

/** A Danish and a Chinese colleague who share a channel; failing that, the first two people there are. */
function defaultPeople(world) {
  const people = world.users.filter((user) => !user.is_bot);
  const danish = people.filter((user) => user.language === "da");
  const chinese = people.filter((user) => user.language === "zh");
  const pairs = danish.flatMap((one) => chinese.map((other) => [one, other]));
  const [left, right] = pairs.find(([one, other]) => sharesChannel(world, one, other)) ?? pairs[0] ?? [people[0], people[1] ?? people[0]];
  return { left: left?.id, right: right?.id };
}

function readHash(world) {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const known = (id) => (world.users.some((user) => user.id === id) ? id : null);
  const fallback = defaultPeople(world);
  return Object.fromEntries(SIDES.map((side) => [side, { user: known(wanted.get(side)) ?? fallback[side], place: wanted.get(`${side}-at`) }]));
}

function writeHash(panes) {
  const hash = new URLSearchParams();
  for (const side of SIDES) hash.set(side, panes[side].userId ?? "");
  for (const side of SIDES) if (panes[side].place) hash.set(`${side}-at`, panes[side].place);
  history.replaceState(null, "", `#${hash}`);
}

function showNotes(world) {
  const list = document.getElementById("notes");
  list.replaceChildren(...(world.notes ?? []).map((note) => el("li", { lang: languageOf(note) ?? undefined }, note)));
  document.getElementById("notes-box").hidden = !world.notes?.length;
}

function showSide(side) {
  document.body.dataset.shown = side;
  for (const button of document.querySelectorAll("#switch button")) button.setAttribute("aria-pressed", String(button.dataset.side === side));
}

function fillSwitch(panes) {
  for (const side of SIDES) {
    const { ctx, tabs } = panes[side];
    const button = document.querySelector(`#switch [data-side="${side}"]`);
    button.lang = ctx.texts.lang;
    button.replaceChildren(ctx.names[panes[side].userId] ?? side, ...(tabs.unread ? [el("span", { class: "dot", role: "img", "aria-label": ctx.texts.unread })] : []));
  }
}

/** F6 goes from one pane to the other, also out of an open modal, whose Tab order is closed. */
function moveBetweenPanes(event, panes) {
  if (event.key !== "F6") return;
  event.preventDefault();
  const to = panes.left.node.contains(document.activeElement) ? "right" : "left";
  showSide(to);
  const pane = panes[to];
  if (pane.dialogs.top) pane.dialogs.moveFocus();
  else if (pane.composer.node.hidden) pane.person.focus();
  else pane.composer.focus();
}

/** A function to call when there is news: reads the world again, but not for every single piece of news. */
function worldWatcher(world, onChange) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(async () => {
      waiting = false;
      const fresh = await readWorld();
      if (!fresh.users || JSON.stringify(fresh) === JSON.stringify(world)) return;
      Object.assign(world, fresh);
      onChange();
    }, WORLD_MS);
  };
}

async function start() {
  const world = await readWorld();
  if (!world.users) {
    setTimeout(start, RETRY_MS);
    return;
  }
  showNotes(world);
  const panes = {};
  const onChange = () => {
    writeHash(panes);
    fillSwitch(panes);
  };
  const onWorld = worldWatcher(world, () => {
    showNotes(world);
    for (const side of SIDES) panes[side].worldChanged();
  });
  for (const side of SIDES) panes[side] = new Pane(side, world, { onChange, onWorld });
  document.getElementById("panes").replaceChildren(panes.left.node, panes.right.node);
  for (const button of document.querySelectorAll("#switch button")) button.addEventListener("click", () => showSide(button.dataset.side));
  document.addEventListener("keydown", (event) => moveBetweenPanes(event, panes));
  window.addEventListener("hashchange", () => goToHash(world, panes));
  const wanted = readHash(world);
  const target = messageWanted();
  await Promise.all(SIDES.map((side) => panes[side].show(wanted[side].user, wanted[side].place)));
  goToMessage(panes, target);
}

function goToHash(world, panes) {
  const target = messageWanted();
  const wanted = readHash(world);
  for (const side of SIDES) if (!target && wanted[side].user !== panes[side].userId) panes[side].show(wanted[side].user, wanted[side].place);
  goToMessage(panes, target);
}

/** The message a permalink has led to, from "#go=C0JIANGSU/p1490000000000001". */
function messageWanted() {
  return messageAt(new URLSearchParams(location.hash.slice(1)).get("go"));
}

function goToMessage(panes, target) {
  if (target) for (const side of SIDES) panes[side].goToMessage(target);
}

start();
