"use strict";
// The table is whole without this: typing hides the rows that do not hold every word, and of many rows
// the first are enough to look at until more are asked for.
const SHOWN = 200;
const form = document.getElementById("search");
const sought = document.getElementById("sought");
const found = document.getElementById("found");
const more = document.getElementById("more");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const read = (which) => [...document.querySelectorAll(which)].map((row) => [row, plain(row.textContent)]);
const rows = read(".list tbody tr");
const waiting = read(".waiting tbody tr");
const search = (most) => {
  const wanted = plain(sought.value).split(/\s+/).filter(Boolean);
  const holds = ([, text]) => wanted.every((word) => text.includes(word));
  const hits = rows.filter(holds).map(([row]) => row);
  const holding = new Set(hits);
  for (const [row] of rows) row.hidden = !holding.has(row);
  hits.forEach((row, place) => row.classList.toggle("later", place >= most));
  for (const one of waiting) one[0].hidden = !holds(one);
  found.textContent = wanted.length ? `${hits.length} of ${rows.length}` : "";
  more.hidden = hits.length <= most;
  more.textContent = `Show ${hits.length - most} more`;
  return hits;
};
form.removeAttribute("hidden");
form.addEventListener("submit", (event) => event.preventDefault());
sought.addEventListener("input", () => search(SHOWN));
more.addEventListener("click", () => search(Infinity)[SHOWN].querySelector("a").focus());
search(SHOWN);
