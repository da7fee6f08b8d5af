// Form-associated stand-ins for Polaris' fields.
class PracticeField extends PracticeElement {
  static formAssociated = true;
  static observedAttributes = ['label', 'error', 'details', 'disabled', 'value', 'required', 'readonly', 'placeholder'];
  constructor() { super(); this.internals = this.attachInternals(); }
  get control() { return this.shadowRoot?.querySelector('input, textarea, select'); }
  get value() { return this.control?.value ?? this.getAttribute('value') ?? ''; }
  set value(text) { if (this.control) this.control.value = text; this.internals.setFormValue(text); }
  get name() { return this.getAttribute('name'); }
  get form() { return this.internals.form; }
  css() { return ':host { display: block } label, .details { display: block } .details { color: #616161 } .error { color: #8e0b21 } input, textarea, select { box-sizing: border-box; width: 100%; font: inherit; padding: 5px 12px; border: 1px solid #8a8a8a; border-radius: 8px; background: #fdfdfd } [aria-invalid=true] { border-color: #8e0b21; background: #fee8eb } :host([labelaccessibilityvisibility=exclusive]) label { position: absolute; clip-path: inset(50%) }'; }
  html() {
    const error = this.getAttribute('error');
    return `<label for="c">${this.text('label')}${this.hasAttribute('required') ? ' *' : ''}</label>${this.input(error)}
      ${error ? `<div class="error" id="e" role="alert">${this.text('error')}</div>` : ''}${this.hasAttribute('details') ? `<div class="details">${this.text('details')}</div>` : ''}`;
  }
  common(error) {
    const flags = ['disabled', 'required', 'readonly'].filter((f) => this.hasAttribute(f)).join(' ');
    return `id="c" placeholder="${this.text('placeholder')}" ${flags} ${error ? 'aria-invalid="true" aria-describedby="e"' : ''}`;
  }
  input(error) { return `<input type="${this.kind ?? 'text'}" ${this.limits()} ${this.common(error)} value="${this.text('value')}">`; }
  limits() { return ['min', 'max', 'step', 'maxlength', 'minlength', 'autocomplete'].filter((n) => this.hasAttribute(n)).map((n) => `${n}="${this.text(n)}"`).join(' '); }
  draw() {
    super.draw();
    const control = this.control;
    this.internals.setFormValue(this.value);
    control.addEventListener('input', () => { this.internals.setFormValue(this.value); });
    control.addEventListener('change', () => { this.internals.setFormValue(this.value); this.dispatchEvent(new Event('change', { bubbles: true })); });
    control.addEventListener('keydown', (e) => { if (e.key === 'Enter' && control.tagName === 'INPUT') this.form?.requestSubmit(); });
  }
  formResetCallback() { this.draw(); }
  // While the page is parsed, an element is there before its children are.
  watchChildren() {
    this.watch ??= new MutationObserver(() => this.draw());
    this.watch.observe(this, { childList: true, subtree: true });
  }
}
const field = (name, kind) => customElements.define(name, class extends PracticeField { kind = kind; });
for (const [name, kind] of [['s-text-field', 'text'], ['s-number-field', 'number'], ['s-money-field', 'number'], ['s-password-field', 'password'], ['s-url-field', 'url'], ['s-email-field', 'email'], ['s-search-field', 'search'], ['s-date-field', 'date']]) field(name, kind);

customElements.define('s-text-area', class extends PracticeField {
  input(error) { return `<textarea rows="${this.getAttribute('rows') ?? 2}" ${this.common(error)}>${this.text('value')}</textarea>`; }
});

for (const name of ['s-option', 's-option-group']) customElements.define(name, class extends HTMLElement {});
customElements.define('s-select', class extends PracticeField {
  connectedCallback() { super.connectedCallback(); this.watchChildren(); }
  input(error) {
    const chosen = this.getAttribute('value');
    const options = [...this.querySelectorAll('s-option')].map((o) => {
      const escaped = document.createElement('option');
      escaped.textContent = o.textContent.trim();
      escaped.setAttribute('value', o.getAttribute('value') ?? '');
      if (chosen === null ? o.hasAttribute('selected') : o.getAttribute('value') === chosen) escaped.setAttribute('selected', '');
      if (o.hasAttribute('disabled')) escaped.setAttribute('disabled', '');
      return escaped.outerHTML;
    });
    return `<select ${this.common(error)}>${this.hasAttribute('placeholder') ? `<option value="">${this.text('placeholder')}</option>` : ''}${options.join('')}</select>`;
  }
});

class PracticeCheck extends PracticeField {
  get checked() { return this.control?.checked ?? this.hasAttribute('checked'); }
  set checked(on) { if (this.control) this.control.checked = on; this.put(); }
  css() { return `${super.css()} :host { display: flex; gap: 8px; align-items: center; flex-wrap: wrap } input { width: auto } label { order: 1 } .details, .error { order: 2; flex-basis: 100% }`; }
  input(error) { return `<input type="checkbox" ${this.common(error)} ${this.hasAttribute('checked') ? 'checked' : ''}>`; }
  put() { this.internals.setFormValue(this.checked ? this.getAttribute('value') ?? 'on' : null); }
  draw() {
    PracticeElement.prototype.draw.call(this);
    this.put();
    this.control.addEventListener('change', () => { this.put(); this.dispatchEvent(new Event('change', { bubbles: true })); });
  }
}
customElements.define('s-checkbox', class extends PracticeCheck {});
customElements.define('s-switch', class extends PracticeCheck {});

customElements.define('s-choice', class extends HTMLElement {});
customElements.define('s-choice-list', class extends PracticeField {
  connectedCallback() { super.connectedCallback(); this.watchChildren(); }
  get values() { return [...this.shadowRoot.querySelectorAll('input:checked')].map((i) => i.value); }
  get control() { return this.shadowRoot?.querySelector('fieldset'); }
  get value() { return this.values[0] ?? ''; }
  html() {
    const kind = this.hasAttribute('multiple') ? 'checkbox' : 'radio';
    const choices = [...this.querySelectorAll('s-choice')].map((c) => {
      const text = document.createElement('i');
      text.textContent = c.textContent.trim();
      return `<label><input style="width:auto" type="${kind}" name="c" value="${c.getAttribute('value')}" ${c.hasAttribute('selected') ? 'checked' : ''} ${c.hasAttribute('disabled') ? 'disabled' : ''}> ${text.innerHTML}</label>`;
    });
    return `<fieldset style="border:0;padding:0;margin:0"><legend>${this.text('label')}</legend>${choices.join('')}</fieldset>${this.hasAttribute('error') ? `<div class="error" role="alert">${this.text('error')}</div>` : ''}${this.hasAttribute('details') ? `<div class="details">${this.text('details')}</div>` : ''}`;
  }
  draw() {
    PracticeElement.prototype.draw.call(this);
    const put = () => {
      const data = new FormData();
      for (const value of this.values) data.append(this.name ?? '', value);
      this.internals.setFormValue(data);
    };
    put();
    this.control.addEventListener('change', () => { put(); this.dispatchEvent(new Event('change', { bubbles: true })); });
  }
});
