// The admin's frame around the app: shows the app's own navigation and passes clicks to it.
const frame = document.querySelector('iframe');
const menu = document.querySelector('[data-app-nav]');
const origin = frame && new URL(frame.src).origin;
window.addEventListener('message', (event) => {
  if (!frame || event.origin !== origin || event.data?.practice !== 'nav') return;
  menu.replaceChildren(...event.data.links.map(({ href, text }) => {
    const link = Object.assign(document.createElement('a'), { href: '#', className: 'sub', textContent: text });
    link.addEventListener('click', (click) => {
      click.preventDefault();
      frame.contentWindow.postMessage({ practice: 'navigate', href }, origin);
    });
    return link;
  }));
});
