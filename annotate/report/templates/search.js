"use strict";
// The table is whole without this: typing only hides the rows that do not hold every word.
const form = document.getElementById("search");
const sought = document.getElementById("sought");
const found = document.getElementById("found");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll("tbody tr")].map((row) => [row, plain(row.textContent)]);
const search = () => {
  const wanted = plain(sought.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [row, text] of rows) {
    row.hidden = !wanted.every((word) => text.includes(word));
    shown += !row.hidden;
  }
  found.textContent = wanted.length ? `${shown} of ${rows.length}` : "";
};
form.removeAttribute("hidden");
form.addEventListener("submit", (event) => event.preventDefault());
sought.addEventListener("input", search);
search();
