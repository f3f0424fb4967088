// What a shop may do with the chat: a button of its own opens it. What is pushed before the chat has loaded is done then.
window.parley = window.parley || [];
for (const ask of document.querySelectorAll('[data-ask]')) ask.addEventListener('click', () => window.parley.push(['open']));
