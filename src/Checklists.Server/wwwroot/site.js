// Comforts only: every page works without this file.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file" || !input.dataset.limit) return;
  // Known here already, so that nobody uploads for minutes to be refused.
  const tooLarge = input.files.length > 0 && input.files[0].size > Number(input.dataset.limit);
  input.setCustomValidity(tooLarge ? input.dataset.limitText : "");
  if (tooLarge) input.reportValidity();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  // A second tap on a slow line would hand the same thing in twice.
  form.dataset.sent = "yes";
  if (!form.dataset.busy) return;
  const note = document.createElement("p");
  note.className = "notice";
  note.setAttribute("role", "status");
  note.textContent = form.dataset.busy;
  form.append(note);
});

// The page may come back from the browser's memory after "back".
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
