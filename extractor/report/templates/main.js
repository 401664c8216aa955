// Filters the report and opens what a link leads to. The page is complete without it.
"use strict";
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const active = document.getElementById("active");
  const items = [...document.querySelectorAll("[data-item]")].map((element) => ({ element, text: null }));
  const groups = [...document.querySelectorAll("[data-group]")];
  const listed = ["actor", "outlet", "kind", "relation"];

  const words = (item) => (item.text ??= item.element.textContent.toLowerCase().replace(/\s+/g, " "));

  const inTime = (days, from, until) =>
    (!from && !until) || days.some((day) => (!from || day >= from) && (!until || day <= until));

  const wanted = () => {
    const data = new FormData(form);
    const value = (name) => String(data.get(name) ?? "").trim();
    const facets = listed.map((name) => [name, value(name)]).filter(([, chosen]) => chosen);
    const terms = value("text").toLowerCase().split(/\s+/).filter(Boolean);
    return { facets, terms, from: value("from"), until: value("until") };
  };

  const fits = (item, { facets, from, until }) => {
    const data = item.element.dataset;
    const has = ([name, chosen]) => (data[name] ?? "").split(" ").includes(chosen);
    return facets.every(has) && inTime((data.day ?? "").split(" ").filter(Boolean), from, until);
  };

  const count = () => {
    const totals = new Map();
    for (const { element } of items) {
      const name = element.dataset.counted;
      if (!name) continue;
      const [seen, all] = totals.get(name) ?? [0, 0];
      totals.set(name, [seen + !element.hidden, all + 1]);
    }
    return [...totals].map(([name, [seen, all]]) => `${seen} of ${all} ${name}`).join(", ");
  };

  // An article stays only if one of its records does, once they are chosen by more than words.
  const hideEmpty = (item, byFacet) => {
    const inner = [...item.element.querySelectorAll("[data-item]")];
    if (byFacet && inner.length && inner.every((one) => one.hidden)) item.element.hidden = true;
  };

  const apply = () => {
    const want = wanted();
    const dates = Number(Boolean(want.from)) + Number(Boolean(want.until));
    const chosen = want.facets.length + dates;
    for (const item of items) {
      const found = fits(item, want) && want.terms.every((term) => words(item).includes(term));
      item.element.hidden = !found;
    }
    for (const item of items) if (!item.element.hidden) hideEmpty(item, chosen > 0);
    for (const group of groups) {
      const inner = [...group.querySelectorAll("[data-item]")];
      group.classList.toggle("emptied", inner.length > 0 && inner.every((one) => one.hidden));
    }
    active.textContent = chosen ? `(${chosen})` : "";
    shown.textContent = chosen || want.terms.length ? `${count()}` : "";
  };

  // A link outlives filters and closed sections: whatever hides its target gives way.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (const panel of document.querySelectorAll(":popover-open")) if (panel !== target) panel.hidePopover();
    for (let node = target; node; node = node.parentElement) {
      if (node.localName === "details") node.open = true;
      node.hidden = false;
      node.classList.remove("emptied");
    }
    for (const inside of target.querySelectorAll(":scope > details")) inside.open = true;
    if (target.hasAttribute("popover")) return target.showPopover();
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(apply);
  });
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) reveal();
  });
  addEventListener("hashchange", reveal);
  form.hidden = false;
  apply();
  reveal();
})();
