// Buttons, links and overlays.
const command = (element) => {
  const target = document.getElementById(element.getAttribute('commandfor') ?? '');
  const verb = { '--show': 'show', '--hide': 'hide', '--toggle': 'toggle', '--auto': 'toggle' }[element.getAttribute('command') ?? '--auto'];
  target?.[`${verb}Overlay`]?.();
};

class PracticeButton extends PracticeElement {
  static formAssociated = true;
  static observedAttributes = ['disabled', 'href', 'variant', 'loading', 'tone'];
  constructor() {
    super();
    this.internals = this.attachInternals();
    this.addEventListener('click', (event) => this.press(event));
  }
  get disabled() { return this.hasAttribute('disabled') || this.hasAttribute('loading'); }
  css() { return ':host { display: inline-block } :host([inlinesize=fill]) { display: block } button, a { font: inherit; font-weight: 550; padding: 4px 12px; border-radius: 8px; border: 1px solid #ccc; background: #fff; color: #303030; text-decoration: none; cursor: pointer; display: inline-block; box-sizing: border-box } :host([variant=primary]) :is(button, a) { background: #303030; color: #fff } :host([tone=critical]) :is(button, a) { background: #c70a24; color: #fff } :host([variant=tertiary]) :is(button, a) { background: none; border-color: transparent } :disabled { opacity: .5; cursor: default }'; }
  html() {
    const href = this.getAttribute('href');
    return href === null
      ? `<button type="button" part="control" ${this.disabled ? 'disabled' : ''} aria-label="${this.text('accessibilitylabel')}"><slot></slot></button>`.replace(' aria-label=""', '')
      : `<a href="${this.text('href')}" target="${this.getAttribute('target') === 'auto' ? '' : this.text('target')}"><slot></slot></a>`;
  }
  press(event) {
    if (this.disabled) { event.stopImmediatePropagation(); event.preventDefault(); return; }
    if (this.hasAttribute('commandfor')) command(this);
    const form = this.internals.form;
    if (this.getAttribute('type') === 'reset') form?.reset();
    if (this.getAttribute('type') !== 'submit' || !form) return;
    const name = this.getAttribute('name');
    this.internals.setFormValue(name ? this.getAttribute('value') ?? '' : null);
    form.requestSubmit();
    this.internals.setFormValue(null);
  }
}
customElements.define('s-button', class extends PracticeButton {});
customElements.define('s-press-button', class extends PracticeButton {});
customElements.define('s-clickable', class extends PracticeButton {});

customElements.define('s-link', class extends PracticeElement {
  static observedAttributes = ['href'];
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('click', () => { if (this.hasAttribute('commandfor')) command(this); });
  }
  css() { return ':host { display: inline } a { color: #005bd3 }'; }
  html() { return `<a href="${this.text('href')}" target="${this.getAttribute('target') === 'auto' ? '' : this.text('target')}"><slot></slot></a>`; }
});

const overlay = (name, html) => customElements.define(name, class extends PracticeElement {
  static observedAttributes = ['heading'];
  css() { return ':host { display: contents } dialog { border: 0; border-radius: 12px; padding: 16px; min-width: 320px; box-shadow: 0 8px 32px #0005 }'; }
  html() { return html(this); }
  get dialog() { return this.shadowRoot.querySelector('dialog'); }
  showOverlay() { if (!this.dialog.open) this.dialog.showModal(); this.dispatchEvent(new Event('show')); }
  hideOverlay() { this.dialog.close(); this.dispatchEvent(new Event('hide')); }
  toggleOverlay() { if (this.dialog.open) this.hideOverlay(); else this.showOverlay(); }
});
overlay('s-modal', (e) => `<dialog aria-label="${e.text('heading')}"><div class="row"><h2 class="grow">${e.text('heading')}</h2><button aria-label="Close" data-close>×</button></div><slot></slot><div class="row"><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div></dialog>`);
overlay('s-popover', () => '<dialog><slot></slot></dialog>');
overlay('s-menu', () => '<dialog><slot></slot></dialog>');
