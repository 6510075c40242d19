// Shows how much of a file has been sent: <form data-upload> with a <progress data-upload-bar hidden> and an element
// [data-upload-status] that carries its sentences in data-sending, data-failed and data-too-large, and the most bytes
// in data-largest. The file is sent as soon as it is chosen.

function show(form, answer, start) {
  const page = new DOMParser().parseFromString(answer.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) { location.assign(answer.responseURL || location.href); return; }
  document.title = page.title;
  const here = document.querySelector("main");
  here.replaceWith(main);
  start(main);
  (main.querySelector(".govuk-error-summary") ?? main).focus();
}

function send(form, start) {
  const bar = form.querySelector("[data-upload-bar]");
  const status = form.querySelector("[data-upload-status]");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    if (bar && event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
  });
  request.addEventListener("load", () => {
    if (request.status < 400) location.assign(request.responseURL || location.href);
    else show(form, request, start);
  });
  request.addEventListener("error", () => {
    if (bar) bar.hidden = true;
    if (status) status.textContent = status.dataset.failed ?? "";
  });
  if (bar) bar.hidden = false;
  if (status) status.textContent = status.dataset.sending ?? "";
  request.send(new FormData(form));
}

// What the server would refuse is said before it has travelled; the choice is undone, and everything else stays.
function isTooLarge(form) {
  const status = form.querySelector("[data-upload-status]");
  const input = form.querySelector("input[type=file]");
  const file = input?.files[0];
  const isOver = Boolean(file && status?.dataset.largest && file.size > Number(status.dataset.largest));
  if (status) {
    status.dataset.state = isOver ? "failed" : "";
    status.textContent = isOver ? status.dataset.tooLarge : "";
  }
  if (isOver) input.value = "";
  return isOver;
}

export function startUploads(scope, start) {
  for (const form of scope.querySelectorAll("form[data-upload]:not([data-watched])")) {
    form.dataset.watched = "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!isTooLarge(form)) send(form, start);
    });
    form.addEventListener("change", (event) => {
      if (event.target.type === "file" && event.target.files.length) form.requestSubmit();
    });
  }
}
