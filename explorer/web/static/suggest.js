// Suggestions under the search box: a combobox with a list in groups, https://www.w3.org/WAI/ARIA/apg/patterns/combobox/.
// Without this script the box is a plain one. A chosen page is gone to, a chosen search is run, and a chosen word or field is
// set into the box, which keeps the focus.
"use strict";

{
  const box = document.getElementById("q");
  const list = document.createElement("div");
  const SHORTEST = 2; // letters
  const PAUSE = 120; // milliseconds without a key before the request
  const GROUPS = { "go to": "Go to", "search in": "Search in", words: "Words", fields: "Fields" };
  let elements = []; // the options
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
    elements = [];
    point(-1);
    box.setAttribute("aria-expanded", "false");
  }

  function point(at) {
    active = at;
    for (const [number, option] of elements.entries()) {
      option.setAttribute("aria-selected", String(number === at));
    }
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", elements[at].id);
  }

  function optionOf(suggestion, number) {
    const option = document.createElement("li");
    const label = document.createElement("span");
    const detail = document.createElement("span");
    const count = suggestion.passage_count;
    option.id = `suggestion-${number}`;
    option.setAttribute("role", "option");
    label.textContent = suggestion.label;
    detail.textContent = count === null ? suggestion.kind : `${count.toLocaleString("en")} ${count === 1 ? "passage" : "passages"}`;
    detail.className = "kind";
    option.append(label, " ", detail);
    return option;
  }

  function groupOf(name) {
    const group = document.createElement("ul");
    const title = document.createElement("li");
    title.id = `suggestions-${name.replace(" ", "-")}`;
    title.className = "group";
    title.setAttribute("role", "presentation");
    title.textContent = GROUPS[name];
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", title.id);
    group.append(title, ...elements.filter((_, number) => options[number].group === name));
    return group;
  }

  function open(suggestions) {
    options = suggestions;
    elements = options.map(optionOf);
    list.replaceChildren(...Object.keys(GROUPS).filter((name) => options.some(({ group }) => group === name)).map(groupOf));
    point(-1);
    list.hidden = options.length === 0;
    box.setAttribute("aria-expanded", String(options.length > 0));
    if (options.length) announce(`${options.length} ${options.length === 1 ? "suggestion" : "suggestions"}; down arrow to choose.`);
  }

  function take(number) {
    const { group, query, url } = options[number];
    close();
    if (group === "go to") {
      location.assign(url);
      return;
    }
    box.value = group === "words" ? `${query} ` : query;
    if (group === "search in") {
      box.form.requestSubmit();
      return;
    }
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
    if (option) take(elements.indexOf(option));
  });
}
