// Keeps an open page up to date, and makes what works without a script handier. Nothing here is needed to read a page.
const $ = (selector, under = document) => under.querySelector(selector);
document.documentElement.classList.add("scripted");

// --- what is open, focused and in view stays so when the content is replaced ---------------------------------------------
const keyOf = (element) => element.id || `${element.tagName} ${element.getAttribute("href") ?? ""} ${element.textContent.slice(0, 80)}`;
const find = (key) => document.getElementById(key) ?? [...$("main").querySelectorAll("a,button,summary,input,[tabindex]")].find((one) => keyOf(one) === key);

function replaceMain(fresh) {
  const old = $("main"), focused = old.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  const open = [...old.querySelectorAll("details[open]>summary")].map((one) => keyOf(one));
  const seen = [...old.querySelectorAll("[id]")].find((one) => one.getClientRects().length && one.getBoundingClientRect().top >= 0);
  const place = seen ? { id: seen.id, top: seen.getBoundingClientRect().top } : null;
  old.replaceWith(fresh);
  for (const summary of fresh.querySelectorAll("details>summary")) if (open.includes(keyOf(summary))) summary.parentElement.open = true;
  if (focused) (find(focused) ?? fresh).focus({ preventScroll: true });
  const now = place && document.getElementById(place.id);
  if (now && scrollY > 0) scrollBy({ top: now.getBoundingClientRect().top - place.top, behavior: "instant" });
  improve();
}

let loading = null;
async function load(address, { push = false } = {}) {
  loading?.abort();
  const mine = (loading = new AbortController());
  try {
    const answer = await fetch(address, { signal: mine.signal, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html"), main = $("main", page);
    if (!main) return;
    if (push) history.pushState(null, "", address);
    document.title = page.title;
    let again = null;
    for (const selector of ["nav", "#asof"]) {
      const old = $(selector), fresh = $(selector, page);
      const inside = old?.contains(document.activeElement) ? document.activeElement.id : null;
      // What somebody is about to type is theirs, unless it was they who asked for the page.
      if (!old || !fresh || (inside !== null && !push)) continue;
      old.replaceWith(fresh);
      if (inside) again = inside;
    }
    replaceMain(main);
    if (again) document.getElementById(again)?.focus({ preventScroll: true });
    shown = location.pathname + location.search;
    if (push) listen();
  } catch (error) {
    if (error.name !== "AbortError") say("The page could not be loaded anew: is uproar serve still running?");
  }
}
// Going to a place on the same page is told in the same way as going back to another page.
let shown = location.pathname + location.search;
addEventListener("popstate", () => shown !== location.pathname + location.search && load(location.href).then(listen));

function say(text) {
  const news = $("#news");
  if (news && news.textContent !== text) news.textContent = text;
}

// --- server-sent events ---------------------------------------------------------------------------------------------------
let source = null;
function listen() {
  source?.close();
  const address = $("main")?.dataset.events;
  if (!address) again();
  if (!address || document.hidden) return;
  source = new EventSource(address);
  source.addEventListener("change", (event) => {
    const told = JSON.parse(event.data), main = $("main");
    if (told.news !== main.dataset.news) say(`New records: ${told.news[0].toLowerCase()}${told.news.slice(1)}${told.pending ? "; measuring" : ""}`);
    if (told.tag !== main.dataset.tag || told.news !== main.dataset.news) soon();
  });
}
// The list of cases has no stream of its own: while something is measured it looks again.
const again = () => $("main")?.dataset.wait && setTimeout(() => load(location.href).then(again), 2000);
// A browser has six connections to a server: a page in the background gives its one back.
document.addEventListener("visibilitychange", () => (document.hidden ? source?.close() : listen()));
addEventListener("pagehide", () => source?.close());

let waiting = null;
function soon() {
  clearTimeout(waiting);
  // Whoever is marking text or dragging is not interrupted.
  const busy = !getSelection().isCollapsed || dragging;
  waiting = setTimeout(() => (busy ? soon() : load(location.href)), busy ? 1500 : 30);
}

// --- the slider -----------------------------------------------------------------------------------------------------------
const clock = (minutes, zone) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(new Date(minutes * 60000)).replace(" ", "T");

// As the server writes it: "Thursday 12 March 2026 at 21:40, Europe/Berlin".
const inWords = (minutes, zone) =>
  `${new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(new Date(minutes * 60000)).replaceAll(",", "")} at ${clock(minutes, zone).slice(11)}, ${zone}`;

function improve() {
  const slider = $("#asof-slider");
  if (slider?.hidden) {
    slider.hidden = false;
    slider.addEventListener("input", () => {
      $("#asof-time").value = clock(+slider.value, slider.dataset.zone);
      slider.setAttribute("aria-valuetext", inWords(+slider.value, slider.dataset.zone));
    });
    slider.addEventListener("change", () => {
      const address = new URL(location.href);
      address.searchParams.set("as_of", $("#asof-time").value);
      load(address, { push: true });
    });
  }
  for (const figure of document.querySelectorAll("figure.axis:not([data-ready])")) zoomable(figure);
  for (const figure of document.querySelectorAll("main figure:not(.axis):not([data-ready])")) explorable(figure);
}

// --- the timeline: drag to zoom -------------------------------------------------------------------------------------------
let dragging = false;
function zoomable(figure) {
  figure.dataset.ready = "";
  const { from, to, left, right, zone } = figure.dataset;
  for (const box of figure.querySelectorAll(".wide,.narrow")) {
    const svg = $("svg", box);
    let start = null, mark = null;
    const share = (x) => {
      const frame = svg.getBoundingClientRect(), unit = frame.width / svg.viewBox.baseVal.width;
      return Math.min(1, Math.max(0, (x - frame.left - left * unit) / (frame.width - (+left + +right) * unit)));
    };
    box.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      start = event.clientX;
      dragging = true;
      box.setPointerCapture(event.pointerId);
      mark = box.appendChild(document.createElement("div"));
      mark.className = "sel";
      event.preventDefault();
    });
    box.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const edge = box.getBoundingClientRect().left;
      mark.style.left = `${Math.min(start, event.clientX) - edge}px`;
      mark.style.width = `${Math.abs(event.clientX - start)}px`;
    });
    const end = (event) => {
      if (start === null) return;
      const [a, b] = [share(start), share(event.clientX)].sort((x, y) => x - y), far = Math.abs(event.clientX - start) > 5;
      start = null;
      dragging = false;
      mark.remove();
      if (!far || event.type === "pointercancel") return;
      const at = (x) => clock((+from + x * (to - from)) / 60000, zone), address = new URL(location.href);
      address.searchParams.set("from", at(a));
      address.searchParams.set("to", at(b));
      load(address, { push: true });
    };
    box.addEventListener("pointerup", end);
    box.addEventListener("pointercancel", end);
  }
}

// --- every other chart: its values on request -----------------------------------------------------------------------------
function explorable(figure) {
  figure.dataset.ready = "";
  const id = $("svg", figure)?.getAttribute("aria-labelledby")?.match(/^p-\d+-(\d+)-/);
  if (!id) return;
  const row = document.createElement("p"), button = row.appendChild(document.createElement("button"));
  row.className = "explore";
  button.type = "button";
  button.textContent = "Show values under the pointer";
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.textContent = "Loading …";
    const { explore } = await import("./explore.js");
    const address = new URL($("main").dataset.events, location.href);
    address.pathname = address.pathname.replace(/events$/, `chart/${$("main").dataset.page}/${id[1]}.json`);
    await explore(figure, address, $("#asof-slider")?.dataset.zone ?? "UTC");
    row.remove();
  });
  figure.append(row);
}

improve();
listen();
