// Sends a form while it is being filled in: <form data-autosave="ADDRESS"> with an element [data-autosave-status]
// that carries its sentences in data-saving, data-saved and data-failed. The address answers 2xx when it has saved.

const WAIT_MS = 800;

// The inputs was-NAME hold what the page last knew to be saved: only what differs from them is taken as typed. While
// a saving runs they say nothing of what it changes, for it may arrive and its answer not.
function remember(form, body, isSaved) {
  for (const was of form.querySelectorAll("input[name^='was-']")) {
    // A table travels as its cells, so nothing here tells what was sent of it.
    if (form.querySelector(`[data-table="${CSS.escape(was.name.slice("was-".length))}"]`)) continue;
    const sent = body.getAll(was.name.slice("was-".length)).join(",");
    if (isSaved) was.value = sent;
    was.disabled = was.value !== sent;
  }
}

function watch(form) {
  const status = form.querySelector("[data-autosave-status]");
  let timer = 0;
  let running = null;

  const say = (state) => {
    if (!status) return;
    status.dataset.state = state;
    status.textContent = status.dataset[state] ?? "";
  };

  async function save() {
    running?.abort();
    running = new AbortController();
    say("saving");
    try {
      const body = new FormData(form);
      // Papers travel by their own form; an autosave carries what was typed.
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      remember(form, body, false);
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body, signal: running.signal, headers: { "X-Autosave": "1" }, redirect: "error",
      });
      if (answer.ok) remember(form, body, true);
      say(answer.ok ? "saved" : "failed");
    } catch (error) {
      if (error.name !== "AbortError") say("failed");
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(save, WAIT_MS);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); running?.abort(); });
}

export function startAutosave(scope) {
  const forms = scope.querySelectorAll("form[data-autosave]:not([data-watched])");
  for (const form of [...forms, ...(scope.matches?.("form[data-autosave]") ? [scope] : [])]) {
    form.dataset.watched = "";
    watch(form);
  }
}
