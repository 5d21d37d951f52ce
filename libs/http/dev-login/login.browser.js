// Runs in the browser, on the page that shows a token.
const token = document.getElementById('token');
const status = document.querySelector('[role=status]');

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    status.textContent = 'Copied.';
  } catch {
    text.select();
    status.textContent = 'This browser lets nothing be copied from here: it is marked, copy it by hand.';
  }
}

for (const button of document.querySelectorAll('[data-copies]')) {
  if (!navigator.clipboard) continue;
  const text = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener('click', () => void copy(text));
}

for (const button of document.querySelectorAll('[data-opens]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    // Of this tab alone, and gone with it; an address would stay in the history.
    sessionStorage.setItem('tilsagn-dev-token', token.value);
    location.assign(button.dataset.opens);
  });
}
