// A stand-in for Shopify's App Bridge: tokens on the app's own requests, toasts, the navigation, the save bar.
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const query = new URLSearchParams(location.search);
  const kept = (name) => {
    const given = query.get(name);
    if (given) sessionStorage.setItem(`practice:${name}`, given);
    return given ?? sessionStorage.getItem(`practice:${name}`) ?? '';
  };
  const config = {
    apiKey: document.querySelector('meta[name="shopify-api-key"]')?.content ?? script.dataset.apiKey ?? '',
    shop: kept('shop'), host: kept('host'), locale: kept('locale') || 'en', appOrigins: [], disabledFeatures: [],
  };
  const plainFetch = window.fetch.bind(window);

  const idToken = async () => {
    const answer = await plainFetch(`${home}/practice/id-token?shop=${encodeURIComponent(config.shop)}`);
    if (!answer.ok) throw new Error('The practice admin gave no token.');
    return answer.text();
  };

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin) return plainFetch(request);
    const send = async () => {
      const again = request.clone();
      const headers = new Headers(again.headers);
      headers.set('Authorization', `Bearer ${await idToken()}`);
      headers.set('Accept-Language', config.locale);
      return plainFetch(new Request(again, { headers }));
    };
    let answer = await send();
    if (answer.status === 401 && answer.headers.has('X-Shopify-Retry-Invalid-Session-Request')) answer = await send();
    const leave = answer.headers.get('X-Shopify-API-Request-Failure-Reauthorize-Url');
    if (answer.status === 401 && leave) window.open(leave, '_top');
    return answer;
  };

  let toasts = 0;
  const toast = {
    show(message, options = {}) {
      const id = `practice-toast-${++toasts}`;
      const box = Object.assign(document.createElement('div'), { id, textContent: message, role: 'status' });
      box.setAttribute('data-practice-toast', options.isError ? 'error' : '');
      box.style.cssText = `position:fixed;bottom:24px;left:50%;transform:translateX(-50%);padding:10px 16px;border-radius:8px;z-index:99;color:#fff;font:14px system-ui;background:${options.isError ? '#8e0b21' : '#1a1a1a'}`;
      document.body.append(box);
      setTimeout(() => { box.remove(); options.onDismiss?.(); }, options.duration ?? 5000);
      return id;
    },
    hide: (id) => document.getElementById(id)?.remove(),
  };

  const overlay = (verb) => (id) => document.getElementById(id)?.[`${verb}Overlay`]?.();
  window.shopify = {
    config, idToken, toast, origin: location.origin, ready: Promise.resolve(), environment: { mobile: false, embedded: window.top !== window, pos: false },
    loading: (on = true) => document.documentElement.toggleAttribute('data-practice-loading', on),
    modal: { show: overlay('show'), hide: overlay('hide'), toggle: overlay('toggle') },
    saveBar: { show() {}, hide() {}, toggle() {}, leaveConfirmation: async () => {} },
    user: async () => ({ accountAccess: 'Administrator' }),
    scopes: { query: async () => ({ granted: [], required: [], optional: [] }) },
    webVitals: { onReport() {} },
  };

  // The bounce page asks for the same address with a fresh token.
  const reload = query.get('shopify-reload');
  if (reload) {
    const target = new URL(reload, location.origin);
    if (target.origin === location.origin) idToken().then((token) => {
      target.searchParams.set('id_token', token);
      location.replace(target);
    });
  }

  const tell = (message) => { if (window.parent !== window) window.parent.postMessage(message, home); };
  const announce = () => {
    const links = [...document.querySelectorAll('s-app-nav s-link, ui-nav-menu a')].filter((link) => link.getAttribute('rel') !== 'home');
    tell({ practice: 'nav', links: links.map((link) => ({ href: link.getAttribute('href'), text: link.textContent.trim() })) });
  };
  window.addEventListener('message', (event) => {
    if (event.origin !== home || event.data?.practice !== 'navigate') return;
    const link = [...document.querySelectorAll('s-app-nav s-link, ui-nav-menu a')].find((l) => l.getAttribute('href') === event.data.href);
    link?.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, composed: true }));
  });

  const saveBar = (form) => {
    if (!form || document.getElementById('practice-save-bar')) return;
    const bar = Object.assign(document.createElement('div'), { id: 'practice-save-bar' });
    bar.style.cssText = 'position:fixed;top:0;left:0;right:0;display:flex;gap:8px;justify-content:flex-end;padding:8px 16px;background:#1a1a1a;color:#fff;z-index:98;font:14px system-ui';
    const button = (text, act) => bar.append(Object.assign(document.createElement('button'), { type: 'button', textContent: text, onclick: () => { bar.remove(); act(); } }));
    bar.append(Object.assign(document.createElement('span'), { textContent: 'Unsaved changes', style: 'margin-right:auto' }));
    button('Discard', () => form.reset());
    button('Save', () => form.requestSubmit());
    document.body.append(bar);
  };
  for (const event of ['input', 'change'])
    document.addEventListener(event, (e) => saveBar(e.target.closest?.('form[data-save-bar]')));
  for (const event of ['submit', 'reset'])
    document.addEventListener(event, () => document.getElementById('practice-save-bar')?.remove());

  document.addEventListener('DOMContentLoaded', () => {
    announce();
    new MutationObserver(announce).observe(document.body, { childList: true, subtree: false });
  });
})();
