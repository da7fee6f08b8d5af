// Inside the Shopify admin only fetch() carries the session token (App Bridge adds it),
// so links and forms are fetched and <main> is swapped.
(() => {
  const tokens = ['id_token', 'hmac', 'session', 'timestamp', 'shopify-reload'];
  const first = new URLSearchParams(location.search);
  const kept = ['embedded', 'shop', 'host', 'locale'].filter((name) => first.has(name));
  const words = document.currentScript.dataset;
  const spoken = document.documentElement.lang;
  // The reader's own form of the page's language, such as en-GB.
  const form = navigator.languages.find((one) => one.split('-')[0] === spoken) ?? spoken;
  let current;

  // The address keeps what a reload needs to find its way back, and never a token.
  const address = (url) => {
    const clean = new URL(url, location.href);
    kept.forEach((name) => clean.searchParams.set(name, first.get(name)));
    tokens.forEach((name) => clean.searchParams.delete(name));
    return clean;
  };
  // The pages speak the language that the admin passed, however the request comes about.
  const spoke = (url) => {
    const said = new URL(url, location.href);
    if (first.has('locale')) said.searchParams.set('locale', first.get('locale'));
    return said;
  };
  const say = (text) => window.shopify?.toast?.show(text, { isError: true });
  const localTimes = () => document.querySelectorAll('time').forEach((time) => {
    time.textContent = new Date(time.dateTime).toLocaleString(form, { dateStyle: 'medium', timeStyle: 'medium' });
  });

  async function visit(url, { push = true, ...options } = {}) {
    current?.abort();
    current = new AbortController();
    window.shopify?.loading?.(true);
    try {
      const response = await fetch(spoke(url), { ...options, signal: current.signal });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const main = page.querySelector('main');
      if (!main && !options.method) return location.assign(address(url));
      if (!main) return say(words.failed);
      document.querySelector('main').replaceWith(main);
      document.title = page.title;
      if (push && (response.ok || !options.method)) history.pushState(null, '', address(response.url));
      localTimes();
      scrollTo(0, 0);
      main.focus();
    } catch (failure) {
      if (failure.name !== 'AbortError') say(words.away);
    } finally {
      window.shopify?.loading?.(false);
    }
  }

  // The token goes with fetch alone, so a file is fetched and then saved.
  async function save(url, name) {
    const response = await fetch(spoke(url)).catch(() => undefined);
    if (!response?.ok) return say(words.unread);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  const ours = (href, target) => href && (!target || ['auto', '_self'].includes(target)) && new URL(href, location.href).origin === location.origin;

  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node) => node.getAttribute?.('href'));
    if (!link || link.hasAttribute('disabled') || !ours(link.getAttribute('href'), link.getAttribute('target'))) return;
    event.preventDefault();
    if (link.hasAttribute('download')) save(link.getAttribute('href'), link.getAttribute('download'));
    else visit(link.getAttribute('href'));
  });
  document.addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.target;
    const data = new FormData(form);
    const fields = form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
    if (form.method === 'post') visit(form.action, { method: 'POST', body: fields });
    else visit(`${form.action.split('?')[0]}?${fields}`);
  });
  document.addEventListener('shopify:navigate', (event) => {
    const href = event.target.getAttribute?.('href');
    if (ours(href)) visit(href);
  });
  addEventListener('popstate', () => visit(location.href, { push: false }));

  history.replaceState(null, '', address(location.href));
  localTimes();
})();
