// Countries are narrowed as one types; without this script the form does the same.
"use strict";

const field = document.getElementById("choose-name");
const rows = [...document.querySelectorAll("#countries tbody tr")];
const count = document.getElementById("countries-count");

// The same as explorer.model.taxonomy.name_key: no case, accents, punctuation or "the"; "st" and "&" spelt out.
function nameKey(name) {
  const plain = name.normalize("NFKD").replaceAll("&", " and ").replace(/['’]/g, "").replace(/\p{M}/gu, "");
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) || [];
  return words.filter((word) => word !== "the").map((word) => (word === "st" ? "saint" : word)).join(" ");
}

field.addEventListener("input", () => {
  const typed = nameKey(field.value);
  for (const row of rows) row.hidden = !row.dataset.name.includes(typed);
  const shownCount = rows.filter((row) => !row.hidden).length;
  count.textContent = `${shownCount} ${shownCount === 1 ? "country" : "countries"}`;
});
