// The collection of this browser: opened as an address, and changed with it. pins.js has its pins; without storage they
// are in the address alone.
"use strict";

const place = document.getElementById("collection");

function addressOf(pins, options) {
  const args = new URLSearchParams(options);
  pins.forEach((pin, index) => {
    args.append("id", pin.id);
    if (pin.note) args.append(`note.${index + 1}`, pin.note);
    if (pin.words) args.append(`words.${index + 1}`, pin.words);
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

function pageOptions() {
  const args = new URLSearchParams(location.search);
  return [...args].filter(([name]) => name === "style" || name === "title");
}

if (place.dataset.shared === "no") {
  if (storedPins().length && !location.search) location.replace(addressOf(storedPins(), []));
} else {
  const idsOf = (pins) => pins.map((pin) => pin.id).sort().join();
  // A collection that came as a link does not replace the one of this browser.
  const isOwn = idsOf(storedPins()) === idsOf(pagePins());
  if (isOwn) storePins(pagePins());
  for (const button of place.querySelectorAll("[data-move]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const items = [...place.querySelectorAll(".pinned")];
      const index = items.indexOf(button.closest(".pinned"));
      const pins = pagePins();
      const [pin] = pins.splice(index, 1);
      const to = { up: index - 1, down: index + 1 }[button.dataset.move];
      if (to !== undefined) pins.splice(Math.min(Math.max(to, 0), pins.length), 0, pin);
      if (isOwn) storePins(pins);
      location.assign(pins.length ? addressOf(pins, pageOptions()) : place.dataset.address);
    });
  }
  place.querySelector("form.pins").addEventListener("submit", (event) => {
    event.preventDefault();
    if (isOwn) storePins(pagePins());
    const style = pageOptions().filter(([name]) => name === "style");
    location.assign(addressOf(pagePins(), [...style, ["title", place.querySelector("#title").value]]));
  });
}
