// The pins of this browser's collection: a list of { id, note, words }, as citing.js and collection.js use it.
"use strict";

const PINS = "collection";

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
    return true;
  } catch {
    return false;
  }
}
