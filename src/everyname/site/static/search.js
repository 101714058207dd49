// Search in the browser: fetches only the small index files it needs; what was typed never leaves the page.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const { root, here } = form.dataset;
  const input = form.querySelector("input");
  const state = form.querySelector(".state");
  const list = form.querySelector(".found");
  const cache = new Map();
  const BLOCK = 100, SHOWN = 40;

  const load = (name) => {
    if (!cache.has(name)) {
      cache.set(name, fetch(`${root}search/${name}.json`).then((answer) => {
        if (!answer.ok) throw new Error(name);
        return answer.json();
      }));
      cache.get(name).catch(() => cache.delete(name));
    }
    return cache.get(name);
  };

  // The same steps as letters.key: fold, Latin letters, spellings of one sound, single letters.
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[ʼ’'`ʹـ]/g, "").replace(/й/g, "и")
    .normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const key = (word, rules) => {
    let text = Array.from(word, (c) => rules.key[c] ?? c).join("");
    for (const [from, to] of rules.alike) text = text.replaceAll(from, to);
    return text.replace(/(.)\1+/gu, "$1");
  };
  const code = (text) => Array.from(text, (c) => c.codePointAt(0).toString(16).padStart(4, "0")).join("-");

  const placesOf = async (word, rules) => {
    const shard = code(Array.from(word).slice(0, 2).join(""));
    if (!rules.shards.includes(shard)) return new Set();
    const tokens = await load(`tokens/${shard}`);
    return new Set(Object.entries(tokens).filter(([k]) => k.startsWith(word)).flatMap(([, places]) => places));
  };

  const search = async (text) => {
    const rules = await load("letters");
    const words = fold(text).split(" ").map((w) => key(w, rules)).filter((w) => Array.from(w).length > 1);
    if (!words.length) return null;
    const sets = await Promise.all(words.map((w) => placesOf(w, rules)));
    const places = [...sets[0]].filter((p) => sets.every((s) => s.has(p))).sort((a, b) => a - b);
    const shown = places.slice(0, SHOWN);
    const blocks = await Promise.all(shown.map((p) => load(`persons/${Math.floor(p / BLOCK)}`)));
    return { total: places.length, rows: shown.map((p, n) => blocks[n][p % BLOCK]) };
  };

  const element = (tag, text, name) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  const show = (found) => {
    list.replaceChildren();
    state.textContent = "";
    if (!found) return;
    for (const [id, name, latin, years, region] of found.rows) {
      const item = document.createElement("li");
      const link = element("a", name);
      link.href = `${here}p/${encodeURIComponent(id)}.html`;
      item.append(link, " ", element("span", [years, region].filter(Boolean).join(" · "), "years"));
      if (form.dataset.latin && latin !== name) item.append(element("span", latin, "latin"));
      list.append(item);
    }
    const more = found.total > SHOWN ? ` ${form.dataset.more}` : "";
    state.textContent = found.total ? `${form.dataset.found}${found.total}.${more}` : form.dataset.none;
  };

  let last = 0;
  const run = async () => {
    const turn = ++last;
    try {
      const found = await search(input.value);
      if (turn === last) show(found);
    } catch {
      if (turn === last) { list.replaceChildren(); state.textContent = form.dataset.failed; }
    }
  };
  input.addEventListener("input", run);
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  form.hidden = false;
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; run(); }
})();
