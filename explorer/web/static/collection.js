// The collection of this browser: opened as an address, and changed with it.
"use strict";

const PINS = "collection";
const place = document.getElementById("collection");

function kept() {
  try {
    const pins = JSON.parse(localStorage.getItem(PINS) || "[]");
    return Array.isArray(pins) ? pins.filter((pin) => pin && typeof pin.id === "string") : [];
  } catch {
    return []; // Storage is denied, or holds what is no collection.
  }
}

function keep(pins) {
  try {
    localStorage.setItem(PINS, JSON.stringify(pins));
  } catch {
    // Without storage the address alone keeps the collection.
  }
}

function addressOf(pins, others) {
  const args = new URLSearchParams(others);
  pins.forEach((pin, at) => {
    args.append("id", pin.id);
    if (pin.note) args.append(`note.${at + 1}`, pin.note);
    if (pin.words) args.append(`words.${at + 1}`, pin.words);
  });
  return `${place.dataset.address}?${args}`;
}

function pagePins() {
  return [...place.querySelectorAll(".pinned")].map((item) => ({
    id: item.dataset.pin,
    note: item.querySelector("textarea").value,
    words: (item.querySelector("input[name^='words.']") || { value: "" }).value,
  }));
}

function others() {
  const args = new URLSearchParams(location.search);
  return [...args].filter(([name]) => name === "style" || name === "title");
}

if (place.dataset.shared === "no") {
  if (kept().length && !location.search) location.replace(addressOf(kept(), []));
} else {
  const isOwn = () => {
    const mine = kept().map((pin) => pin.id).sort().join();
    return mine === pagePins().map((pin) => pin.id).sort().join();
  };
  // A collection that came as a link replaces nothing here until its reader changes it.
  let mine = isOwn();
  if (mine) keep(pagePins());
  for (const button of place.querySelectorAll("[data-move]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const items = [...place.querySelectorAll(".pinned")];
      const at = items.indexOf(button.closest(".pinned"));
      const pins = pagePins();
      const [pin] = pins.splice(at, 1);
      const to = { up: at - 1, down: at + 1 }[button.dataset.move];
      if (to !== undefined) pins.splice(Math.min(Math.max(to, 0), pins.length), 0, pin);
      if (mine) keep(pins);
      location.assign(pins.length ? addressOf(pins, others()) : place.dataset.address);
    });
  }
  place.querySelector("form.pins").addEventListener("submit", (event) => {
    event.preventDefault();
    if (mine) keep(pagePins());
    const style = others().filter(([name]) => name === "style");
    location.assign(addressOf(pagePins(), [...style, ["title", place.querySelector("#title").value]]));
  });
}
