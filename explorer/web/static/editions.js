// Another edition opens at the section that is being read; without this script each section links to its others.
"use strict";

const sections = [...document.querySelectorAll("section[id]")];
for (const link of document.querySelectorAll(".opening .editions a")) {
  link.addEventListener("click", () => {
    const current = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 3).pop();
    link.hash = current ? current.id : "";
  });
}
