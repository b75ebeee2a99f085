// The collection of this browser: a list of { id, note, words }. Pins are toggled on every page, and counted in the
// navigation; without this script a link Pin opens a collection of one. explorer.js has `announce` and `copyText`.
"use strict";

const PINS = "collection";
// Return the words that are selected in what is pinned; citing.js sets it where a text is read.
const pinning = { words: () => "" };

function storedPins() {
  try {
    const pins = JSON.parse(localStorage.getItem(PINS) || "[]");
    return Array.isArray(pins) ? pins.filter((pin) => pin && typeof pin.id === "string") : [];
  } catch {
    return []; // Storage is denied, or what is stored is no collection.
  }
}

// Store the pins, and tell whether this browser lets pages store.
function storePins(pins) {
  try {
    localStorage.setItem(PINS, JSON.stringify(pins));
  } catch {
    return false;
  }
  showPins();
  return true;
}

function showPins() {
  const pins = storedPins();
  const count = document.querySelector("[data-count]");
  count.textContent = pins.length ? ` (${pins.length})` : "";
  for (const button of document.querySelectorAll("button[data-pin]")) {
    const isPinned = pins.some((pin) => pin.id === button.dataset.pin);
    button.setAttribute("aria-pressed", String(isPinned));
    button.textContent = isPinned ? "Pinned" : "Pin";
    button.setAttribute("aria-label", `${button.textContent}: ${button.dataset.place}`);
  }
}

function togglePin(id, words) {
  const pins = storedPins();
  const others = pins.filter((pin) => pin.id !== id);
  const isNew = others.length === pins.length || Boolean(words);
  const before = pins.find((pin) => pin.id === id);
  const changed = isNew && before ? pins.map((pin) => (pin === before ? { ...pin, words } : pin)) : [...others, { id, note: "", words }];
  if (storePins(isNew ? changed : others)) {
    announce(isNew ? "Pinned to your collection." : "Removed from your collection.");
  } else {
    announce("The collection cannot be saved: this browser denies storage.");
  }
}

for (const link of document.querySelectorAll("a[data-pin]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.dataset.pin = link.dataset.pin;
  button.dataset.place = link.dataset.place;
  button.addEventListener("click", () => togglePin(button.dataset.pin, pinning.words(button.dataset.pin)));
  link.replaceWith(button);
}

for (const stop of document.querySelectorAll(".hit [data-permanent]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-link";
  button.textContent = "Copy link";
  button.setAttribute("aria-label", `Copy link: ${stop.textContent.replace(/\s+/g, " ").trim()}`);
  button.addEventListener("click", () => copyPermanent(stop));
  stop.closest(".hit").querySelector(".under").append(" ", button);
}

showPins();
window.addEventListener("storage", showPins); // another tab pinned something
window.addEventListener("pageshow", showPins); // the page is shown again as it was
