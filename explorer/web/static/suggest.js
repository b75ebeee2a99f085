// Suggestions under the search box: a combobox with a list, https://www.w3.org/WAI/ARIA/apg/patterns/combobox/. Without
// this script the box is a plain one. A chosen suggestion is set into the box, which keeps the focus; nothing is sent
// before a search.
"use strict";

{
  const box = document.getElementById("q");
  const list = document.createElement("ul");
  const SHORTEST = 2; // letters
  const PAUSE = 120; // milliseconds without a key before the request
  let options = []; // the suggestions in the list
  let isCurrent = true; // whether they are those of the text in the box: not while an answer is awaited
  let active = -1;
  let timer = 0;
  let request = null;

  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  box.form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) box.setAttribute(name, value);

  function close() {
    clearTimeout(timer);
    if (request) request.abort();
    isCurrent = true; // a closed list has none, and none are awaited
    list.hidden = true;
    options = [];
    point(-1);
    box.setAttribute("aria-expanded", "false");
  }

  function point(at) {
    active = at;
    for (const [number, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(number === at));
    }
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function open(suggestions) {
    list.replaceChildren(...suggestions.map((suggestion, number) => {
      const option = document.createElement("li");
      const label = document.createElement("span");
      const kind = document.createElement("span");
      option.id = `suggestion-${number}`;
      option.setAttribute("role", "option");
      label.textContent = suggestion.label;
      kind.textContent = suggestion.kind;
      kind.className = "kind";
      option.append(label, " ", kind);
      return option;
    }));
    options = suggestions;
    point(-1);
    list.hidden = options.length === 0;
    box.setAttribute("aria-expanded", String(options.length > 0));
    if (options.length) announce(`${options.length} ${options.length === 1 ? "suggestion" : "suggestions"}; down arrow to choose.`);
  }

  function take(number) {
    box.value = `${options[number].query} `;
    close();
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  // Fetch the suggestions for the text in the box, and tell whether there are any.
  async function fetchSuggestions() {
    const typed = box.value;
    clearTimeout(timer);
    if (request) request.abort();
    request = new AbortController();
    try {
      const response = await fetch(`${box.form.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal: request.signal });
      if (!response.ok) throw new Error(response.statusText);
      const { suggestions } = await response.json();
      if (box.value !== typed || document.activeElement !== box) return false;
      open(suggestions);
      isCurrent = true;
      return options.length > 0;
    } catch (error) {
      if (error.name !== "AbortError") close(); // no suggestions: the box works without them
      return false;
    }
  }

  // A list older than the text in the box is fetched again before a move in it.
  async function move(down) {
    if (!isCurrent && !(await fetchSuggestions())) return;
    const last = options.length - 1;
    if (down) point(active === last ? -1 : active + 1);
    else point(active < 0 ? last : active - 1);
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    point(-1);
    // Only the end is completed: nothing is suggested while an earlier word is edited.
    if (box.value.trim().length < SHORTEST || box.selectionEnd !== box.value.length) close();
    else {
      isCurrent = false;
      timer = setTimeout(fetchSuggestions, PAUSE);
    }
  });

  box.addEventListener("keydown", (event) => {
    const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (event.isComposing || (list.hidden && !(isArrow && !isCurrent))) return;
    if (event.key === "ArrowDown") move(true);
    else if (event.key === "ArrowUp") move(false);
    else if (event.key === "Enter" && active >= 0) take(active);
    else if (event.key === "Escape") close();
    else {
      if (event.key === "Tab" || event.key === "Enter") close();
      return;
    }
    event.preventDefault();
  });

  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take([...list.children].indexOf(option));
  });
}
