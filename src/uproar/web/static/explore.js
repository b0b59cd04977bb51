// One chart drawn by Vega in place of its picture, with the values under the pointer. Loaded only for who asks for it.
import embed from "./vega.js";

const tip = document.body.appendChild(Object.assign(document.createElement("div"), { className: "tip", hidden: true }));

// Times are on the case's clocks, as everywhere.
function written(name, value, zone) {
  if ((name === "at" || name === "to") && typeof value === "number")
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "medium", timeStyle: "short" }).format(new Date(value));
  return typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 3 }) : String(value);
}

// What the fields are called on the axes and in the legend.
function namesIn(spec, found = {}) {
  for (const [channel, one] of Object.entries(spec.encoding ?? {})) {
    const title = one.title ?? one.axis?.title;
    if (one.field && typeof title === "string" && channel !== "x") found[one.field] = title;
  }
  for (const layer of spec.layer ?? []) namesIn(layer, found);
  return found;
}

// Of a line or an area the whole is one thing under the pointer: the point of it that is nearest along the axis is meant.
function rowOf(event, item) {
  if (!["line", "area"].includes(item.mark.marktype)) return item.datum;
  const { x } = new DOMPoint(event.clientX, event.clientY).matrixTransform(event.target.getScreenCTM().inverse());
  return item.mark.items.reduce((best, one) => (Math.abs(one.x - x) < Math.abs(best.x - x) ? one : best)).datum;
}

function show(zone, names, event, item) {
  const values = Object.entries(rowOf(event, item) ?? {}).filter(([name, value]) => /^[a-z]\w*$/i.test(name) && value !== null && typeof value !== "object");
  tip.hidden = !values.length;
  if (tip.hidden) return;
  const list = document.createElement("dl");
  for (const [name, value] of values)
    list.append(Object.assign(document.createElement("dt"), { textContent: names[name] ?? { at: "time", to: "until" }[name] ?? name.replaceAll("_", " ") }), Object.assign(document.createElement("dd"), { textContent: written(name, value, zone) }));
  tip.replaceChildren(list);
  tip.style.left = `${Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8)}px`;
  tip.style.top = `${event.clientY + 14}px`;
}

export async function explore(figure, address, zone) {
  const spec = await (await fetch(address, { credentials: "same-origin" })).json();
  const box = [...figure.querySelectorAll(".wide,.narrow")].find((one) => one.getClientRects().length);
  const names = namesIn(spec);
  const room = document.createElement("div");
  room.className = "live picture";
  const { view } = await embed(room, spec, { ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: () => {} });
  view.addEventListener("pointermove", (event, item) => (item?.mark?.role === "mark" ? show(zone, names, event, item) : (tip.hidden = true)));
  view.addEventListener("pointerout", () => (tip.hidden = true));
  box.replaceChildren(room);
  const svg = room.querySelector("svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", figure.querySelector("figcaption strong").textContent);
}
