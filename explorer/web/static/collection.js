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

// Entries are dragged by their headings; the links Move up and Move down do the same by keyboard.
function dragOrder(list, moved) {
  let dragged = null;
  for (const item of list.children) {
    const handle = item.querySelector("h2");
    handle.draggable = true;
    handle.classList.add("handle");
    handle.addEventListener("dragstart", (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.pin);
      item.classList.add("dragged");
    });
    handle.addEventListener("dragend", () => {
      item.classList.remove("dragged");
      dragged = null;
    });
    item.addEventListener("dragover", (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      const frame = item.getBoundingClientRect();
      list.insertBefore(dragged, event.clientY < frame.top + frame.height / 2 ? item : item.nextSibling);
    });
  }
  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
  });
  list.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    moved();
  });
}

if (place.dataset.shared === "no") {
  if (storedPins().length && !location.search) location.replace(addressOf(storedPins(), []));
} else {
  const idsOf = (pins) => pins.map((pin) => pin.id).sort().join();
  // A collection that came as a link does not replace the one of this browser.
  const isOwn = idsOf(storedPins()) === idsOf(pagePins());
  if (isOwn) storePins(pagePins());
  const open = (pins) => {
    if (isOwn) storePins(pins);
    location.assign(pins.length ? addressOf(pins, pageOptions()) : place.dataset.address);
  };
  // With the notes as they are typed, and those of this browser.
  for (const link of place.querySelectorAll("[data-move]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const items = [...place.querySelectorAll(".pinned")];
      const index = items.indexOf(link.closest(".pinned"));
      const pins = pagePins();
      const [pin] = pins.splice(index, 1);
      const to = { up: index - 1, down: index + 1 }[link.dataset.move];
      if (to !== undefined) pins.splice(Math.min(Math.max(to, 0), pins.length), 0, pin);
      open(pins);
    });
  }
  place.querySelector("[data-clear]").addEventListener("click", () => { if (isOwn) storePins([]); });
  dragOrder(place.querySelector("form.pins ol"), () => open(pagePins()));
  place.querySelector("form.pins").addEventListener("submit", (event) => {
    event.preventDefault();
    const more = place.querySelector("#one-more").value.trim();
    const pins = [...pagePins(), ...(more ? [{ id: more, note: "", words: "" }] : [])];
    if (isOwn) storePins(pins);
    const style = pageOptions().filter(([name]) => name === "style");
    location.assign(addressOf(pins, [...style, ["title", place.querySelector("#title").value]]));
  });
}
