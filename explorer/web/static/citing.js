// Citing: copies with one click, and quotes, cites or pins the words that are selected.
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

// The words that are selected in one passage become the quotation: of its links, and of the tools at the selection.
let selected = null;
pinning.words = (id) => (selected && selected.id === id ? selected.words : "");

const tools = document.createElement("div");
tools.className = "selection-tools";
tools.hidden = true;
tools.setAttribute("role", "group");
tools.setAttribute("aria-label", "Selected words");
const [citeTool, pinTool, copyTool] = ["Cite", "Pin", "Copy with citation"].map((label, index) => {
  const tool = document.createElement(index ? "button" : "a");
  if (index) tool.type = "button";
  tool.textContent = label;
  tools.append(tool);
  return tool;
});

// A click on a tool must not end the selection.
tools.addEventListener("mousedown", (event) => event.preventDefault());
pinTool.addEventListener("click", () => {
  if (selected) togglePin(selected.id, selected.words);
  hideTools();
});
copyTool.addEventListener("click", copyWithCitation);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || tools.hidden) return;
  const row = tools.closest(".row");
  const hadFocus = tools.contains(document.activeElement);
  document.getSelection().removeAllRanges();
  hideTools();
  if (hadFocus && row) row.querySelector("[data-stop]").focus({ preventScroll: true });
});

function hideTools() {
  tools.hidden = true;
}

// The words as the chosen style quotes them, with the entry of the list of references.
async function copyWithCitation() {
  const { words, link } = selected || {};
  if (!words) return;
  try {
    const response = await fetch(link.dataset.citations + new URL(link.href).search);
    if (!response.ok) throw new Error(response.statusText);
    const citation = await response.json();
    const text = `${citation.in_text}\n\n${citation.text}`;
    announce(await copyText(text) ? "Copied with its citation." : "It could not be copied: use Cite.");
  } catch {
    announce("The citation could not be made: use Cite.");
  }
  hideTools();
}

// Below the selection, or above it where there is no room below; in the passage, so that Tab goes from the text to it.
function showTools(row, range) {
  const text = row.querySelector(".text");
  if (tools.parentElement !== text) text.querySelector("p").after(tools);
  citeTool.href = selected.link.href;
  pinTool.textContent = "Pin";
  tools.hidden = false;
  const words = range.getBoundingClientRect();
  const frame = text.getBoundingClientRect();
  const own = tools.getBoundingClientRect();
  const below = words.bottom - frame.top + 6;
  const above = words.top - frame.top - own.height - 6;
  const isRoomBelow = words.bottom + own.height + 12 < innerHeight;
  tools.style.top = `${isRoomBelow || words.top < own.height + 12 ? below : above}px`;
  tools.style.left = `${Math.max(0, Math.min(words.left - frame.left, frame.width - own.width))}px`;
}

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
    if (!tools.contains(document.activeElement)) hideTools();
    if (words) selected = null;
    else setTimeout(() => { if (!document.getSelection().toString()) selected = null; }, 250);
    return;
  }
  selected = { id: row.querySelector("[data-pin]").dataset.pin, words, link };
  link.href = `${link.dataset.cite}&words=${encodeURIComponent(words)}`;
  link.textContent = "Cite selection";
  link.dataset.quoting = "";
  showTools(row, selection.getRangeAt(0));
});
