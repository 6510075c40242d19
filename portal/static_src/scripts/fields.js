// Rows that are added without a reload, the place where the device is, and an outline drawn while it is typed.
// Without this script a row comes with the next saving, and places are typed.

function addRow(table, start) {
  const rows = table.querySelectorAll("[data-row]");
  const next = [...rows].length;
  const copy = document.createElement("div");
  copy.innerHTML = table.querySelector("[data-blank]").innerHTML
    .replaceAll("__row__", String(next)).replaceAll("__number__", String(next + 1));
  const row = copy.firstElementChild;
  rows[rows.length - 1].after(row);
  start(row);
  row.querySelector("input, select, textarea")?.focus();
}

function startTable(table, start) {
  const button = table.querySelector("[data-add-row]");
  button?.addEventListener("click", (event) => { event.preventDefault(); addRow(table, start); });
}

function startLocate(button) {
  if (!navigator.geolocation) return;
  const input = document.getElementById(button.dataset.locate);
  const status = button.parentElement.querySelector("[data-locate-status]");
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
    input.value = `${coords.longitude.toFixed(7)}, ${coords.latitude.toFixed(7)}`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    if (status) status.textContent = "";
  }, () => { if (status) status.textContent = button.dataset.failed; }));
}

function startOutline(picture) {
  const input = document.getElementById(picture.dataset.outline);
  const draw = () => {
    const corners = input.value.split("\n").map((line) => line.split(/[,，\s]+/).map(Number))
      .filter(([x, y, more]) => Number.isFinite(x) && Number.isFinite(y) && more === undefined);
    picture.toggleAttribute("hidden", corners.length < 3);
    if (corners.length < 3) return;
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    const [west, south] = [Math.min(...xs), Math.min(...ys)];
    const scale = 180 / Math.max(Math.max(...xs) - west, Math.max(...ys) - south, 1e-7);
    picture.firstElementChild.setAttribute("points",
      corners.map(([x, y]) => `${10 + (x - west) * scale},${190 - (y - south) * scale}`).join(" "));
  };
  input.addEventListener("input", draw);
  draw();
}

export function startFields(scope, start) {
  const each = (selector, act) => {
    for (const found of scope.querySelectorAll(`${selector}:not([data-begun])`)) {
      found.dataset.begun = "";
      act(found);
    }
  };
  each("[data-table]", (table) => startTable(table, start));
  each("[data-locate]", startLocate);
  each("[data-outline]", startOutline);
}
