// Shortcuts of the queue: a key presses the button that names it in data-key. Silent while a field has the focus.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = CSS.escape(event.key.toLowerCase());
  const field = event.key === "/" ? document.querySelector("#q") : document.querySelector(`[data-focus="${key}"]`);
  const button = document.querySelector(`button[data-key="${key}"]`);
  const needed = button?.dataset.needs && button.form.elements[button.dataset.needs];
  const goal = field || (needed && !needed.value.trim() ? needed : null);
  if (!goal && !button) return;
  event.preventDefault();
  if (goal) goal.focus();
  else button.click();
});
