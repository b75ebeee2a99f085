// Citing: copies with one click, quotes the words that are selected, and pins passages into the collection.
// explorer.js has `announce`, pins.js the collection.
"use strict";

async function copyContent(element) {
  if (await copyText(element.textContent)) {
    announce("Copied.");
    return;
  }
  document.getSelection().selectAllChildren(element);
  announce("It is selected: copy it with your browser.");
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copyContent(document.getElementById(button.dataset.copy)));
}

// The line by which a wrong link is reported; without this script a click selects it.
for (const line of document.querySelectorAll(".report code")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy line";
  button.addEventListener("click", () => copyContent(line));
  line.after(" ", button);
}

function showState(button) {
  const isPinned = storedPins().some((pin) => pin.id === button.dataset.pin);
  button.setAttribute("aria-pressed", String(isPinned));
  button.textContent = isPinned ? "Pinned" : "Pin";
}

for (const button of document.querySelectorAll("button[data-pin]")) {
  button.hidden = false;
  showState(button);
  button.addEventListener("click", () => {
    const pins = storedPins();
    const others = pins.filter((pin) => pin.id !== button.dataset.pin);
    const isNew = others.length === pins.length;
    const words = isNew && selected && selected.id === button.dataset.pin ? selected.words : "";
    if (storePins(isNew ? [...pins, { id: button.dataset.pin, note: "", words }] : others)) {
      showState(button);
      announce(isNew ? "Pinned to your collection." : "Removed from your collection.");
    } else {
      announce("The collection cannot be saved: this browser denies storage.");
    }
  });
}

// The words that are selected in one passage become the quotation.
let selected = null;

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const words = selection.toString().replace(/\s+/g, " ").trim();
  const from = selection.anchorNode && selection.anchorNode.parentElement;
  const row = from && from.closest(".passage.row");
  const link = row && row.querySelector("a[data-cite]");
  for (const other of document.querySelectorAll("a[data-quoting]")) {
    if (words && other === link) continue;
    // A click on the link ends the selection before it is followed, so the words stay for a moment.
    setTimeout(() => {
      if (selected && selected.link === other) return;
      other.href = other.dataset.cite;
      other.textContent = "Cite";
      delete other.dataset.quoting;
    }, 300);
  }
  const text = row && row.querySelector(".text > p");
  const isInText = text && words && text.contains(selection.anchorNode) && text.contains(selection.focusNode);
  if (!isInText) {
    if (words) selected = null;
    else setTimeout(() => { if (!document.getSelection().toString()) selected = null; }, 250);
    return;
  }
  selected = { id: row.querySelector("button[data-pin]").dataset.pin, words, link };
  link.href = `${link.dataset.cite}&words=${encodeURIComponent(words)}`;
  link.textContent = "Cite selection";
  link.dataset.quoting = "";
});
