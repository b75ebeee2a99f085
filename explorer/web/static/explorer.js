// What a script adds to pages that are complete without it: keys, copying a link, the current section in the contents.
"use strict";

const search = document.getElementById("q");
const dialog = document.getElementById("keys");
const opener = document.getElementById("show-keys");
const singleKeys = dialog.querySelector("#single-keys");
const announcement = document.getElementById("announcement");
const SWITCH = "single-keys";

function announce(words) {
  announcement.textContent = "";
  // An unchanged text is not announced again, so it is set anew after the page has shown it empty.
  requestAnimationFrame(() => { announcement.textContent = words; });
}

function areKeysOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true; // Storage is denied: keys work, the choice lasts for this page.
  }
}

function storeKeys(on) {
  try {
    localStorage.setItem(SWITCH, on ? "on" : "off");
  } catch {
    announce("The choice cannot be saved: this browser denies storage.");
  }
}

function stops() {
  return [...document.querySelectorAll("[data-stop]")];
}

// The current hit or passage: the one with focus, else the one that the address names.
function current() {
  const block = document.activeElement.closest(".row") || document.querySelector(".row:target");
  return block ? block.querySelector("[data-stop]") : null;
}

function step(by) {
  const all = stops();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next) {
    next.focus({ preventScroll: true });
    next.closest(".row").scrollIntoView({ block: "center" });
  }
}

// Browsers have a clipboard over https and on this machine alone; elsewhere the older command copies what a field selects.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    focused.focus({ preventScroll: true });
    return isCopied;
  }
}

async function copy() {
  const stop = current();
  if (!stop) {
    announce("Go to a passage first, with j or k.");
    return;
  }
  await copyPermanent(stop);
}

async function copyPermanent(stop) {
  const link = new URL(stop.dataset.permanent, location.href).href;
  announce(await copyText(link) ? "Permanent link copied." : `The link could not be copied. It is ${link}`);
}

const actions = {
  "/": () => { search.focus(); search.select(); },
  "j": () => step(1),
  "k": () => step(-1),
  "c": copy,
  "?": () => dialog.showModal(),
};

document.addEventListener("keydown", (event) => {
  const action = actions[event.key];
  const isTyping = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (!action || isTyping || !singleKeys.checked || dialog.open) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action();
});

singleKeys.checked = areKeysOn();
singleKeys.addEventListener("change", () => storeKeys(singleKeys.checked));
opener.hidden = false;
opener.addEventListener("click", () => dialog.showModal());

// The contents mark the section that is being read.
const places = new Map([...document.querySelectorAll(".contents a[href^='#']")].map(
  (link) => [document.getElementById(link.hash.slice(1)), link],
));
places.delete(null);
if (places.size) {
  const seen = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target);
      else seen.delete(entry.target);
    }
    const first = [...places.keys()].find((section) => seen.has(section));
    for (const [section, link] of places) {
      if (section === first) {
        link.setAttribute("aria-current", "true");
        link.closest("nav").scrollLeft = link.parentElement.offsetLeft - 16; // on a phone the contents are a bar
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-15% 0px -70% 0px" });
  for (const section of places.keys()) watcher.observe(section);
}
