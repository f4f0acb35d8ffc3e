"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const tokens = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);

// Filter: an entry is shown where its severity and its kind are both ticked; a mark fades with its last entry.
const form = document.querySelector(".filter");
function filter() {
  const ticked = (name) => new Set(all(`[name=${name}]:checked`, form).map((box) => box.value));
  const severities = ticked("severity"), kinds = ticked("kind");
  const entries = all(".finding:not(.accepted)");
  const off = new Set();
  for (const entry of entries) {
    entry.hidden = !(severities.has(entry.dataset.severity) && kinds.has(entry.dataset.kind));
    if (entry.hidden) off.add(entry.id.slice(1));
  }
  for (const mark of all(".text [data-f]")) mark.classList.toggle("off", tokens(mark, "f").every((f) => off.has(f)));
  form.querySelector("[role=status]").textContent = `${entries.length - off.size} of ${entries.length} shown`;
}
if (form) {
  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.reset();
  filter();
}

// On a narrow screen the articles stand below the list, so that what is minor starts folded.
if (window.innerWidth < 720) for (const folded of all(".minor-ones")) folded.open = false;
window.addEventListener("beforeprint", () => { for (const folded of all(".minor-ones")) folded.open = true; });

// Hover and focus light both renderings of a statement, and both sides of a finding.
function light(target) {
  for (const element of all(".lit")) element.classList.remove("lit");
  const source = target instanceof Element && target.closest("[data-p], [data-f], .finding");
  if (!source) return;
  const found = source.matches(".finding") ? [source.id.slice(1)] : tokens(source, "f");
  const paired = tokens(source, "p");
  for (const f of found) {
    for (const mark of all(`.text [data-f~="${f}"]`)) mark.classList.add("lit");
    document.getElementById(`f${f}`)?.classList.add("lit");
  }
  if (!found.length) for (const p of paired) for (const part of all(`.text [data-p~="${p}"]`)) part.classList.add("lit");
}

// The tip repeats what the list says; it takes a copy of the list's own nodes, never a string as markup.
const tip = document.getElementById("tip");
function explain(target) {
  const mark = target instanceof Element && target.closest(".text [data-f]:not(.off)");
  tip.hidden = !mark;
  if (!mark) return;
  tip.replaceChildren(...tokens(mark, "f").map((f) => {
    const copy = document.getElementById(`f${f}-why`).cloneNode(true);
    copy.removeAttribute("id");
    return copy;
  }));
  const box = mark.getClientRects()[0];
  const left = Math.min(box.left, window.innerWidth - tip.offsetWidth - 12);
  const below = box.bottom + 8 + tip.offsetHeight < window.innerHeight;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${below ? box.bottom + 8 : box.top - tip.offsetHeight - 8}px`;
}
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (event) => { light(event.target); explain(event.target); });
document.addEventListener("focusout", () => { tip.hidden = true; });
document.addEventListener("scroll", () => { tip.hidden = true; }, true);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });

// An entry scrolls every column to its place; so does the number of a statement.
function reveal(element) {
  const column = element.closest(".text");
  if (column && column.scrollHeight > column.clientHeight + 1) {
    const within = element.getBoundingClientRect().top - column.getBoundingClientRect().top;
    column.scrollTo({ top: column.scrollTop + within - column.clientHeight / 3 });
    return true;
  }
  return false;
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const entry = event.target.closest(".finding");
  const number = link && /^#([fp]\d+)(-|$)/.exec(link.getAttribute("href"));
  const key = number ? number[1] : entry && !link && !window.getSelection().toString() ? entry.id : null;
  if (!key) return;
  const places = all(`.text [id^="${key}-"]`);
  const moved = places.map(reveal).some(Boolean);
  if (!moved && !link) places[0]?.scrollIntoView({ block: "center" });
  if (moved && link) event.preventDefault();
  if (key[0] === "f" && link?.closest(".text")) {
    const target = document.getElementById(key);
    const folded = target.closest("details");
    if (folded) folded.open = true;
    target.scrollIntoView({ block: "nearest" });
    target.focus({ preventScroll: true });
    event.preventDefault();
  }
  light(document.getElementById(key) || link);
});
