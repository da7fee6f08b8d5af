// A stand-in for the layout of Polaris' web components; fields and buttons are in the files beside it.
const practiceStyle = `
  :host { box-sizing: border-box; overflow-wrap: anywhere; font: 13px/20px Inter, system-ui, sans-serif; color: #303030 }
  h1 { font-size: 20px; line-height: 28px; margin: 0 } h2 { font-size: 14px; line-height: 20px; margin: 0; font-weight: 650 }
  .row { display: flex; gap: 8px; align-items: center; flex-wrap: wrap } .grow { flex: 1 }`;

class PracticeElement extends HTMLElement {
  static observedAttributes = ['heading', 'subheading', 'tone', 'hidden', 'value', 'max'];
  connectedCallback() { if (!this.shadowRoot) this.attachShadow({ mode: 'open', delegatesFocus: true }); this.draw(); }
  attributeChangedCallback() { if (this.shadowRoot) this.draw(); }
  draw() { this.shadowRoot.innerHTML = `<style>${practiceStyle}${this.css()}</style>${this.html()}`; this.wire(); }
  wire() {
    const aside = this.shadowRoot.querySelector('.columns slot[name=aside]');
    aside?.addEventListener('slotchange', () => aside.closest('.columns').classList.toggle('two', aside.assignedElements().length > 0));
    this.shadowRoot.querySelector('[data-close]')?.addEventListener('click', () => this.hideOverlay());
  }
  css() { return ':host { display: block }'; }
  html() { return '<slot></slot>'; }
  text(name) {
    const escaped = document.createElement('i');
    escaped.textContent = this.getAttribute(name) ?? '';
    return escaped.innerHTML.replaceAll('"', '&quot;');
  }
}

const define = (name, css, html) => customElements.define(name, class extends PracticeElement {
  css() { return css(this); }
  html() { return html ? html(this) : '<slot></slot>'; }
});

const space = (value, otherwise = '0') => ({ none: '0', 'small-300': '4px', 'small-200': '6px', 'small-100': '8px', small: '8px', base: '16px', large: '20px', 'large-100': '24px', 'large-200': '32px' })[value?.split(' ')[0]] ?? otherwise;
const tones = { info: '#e0f0ff', success: '#cdfee1', warning: '#ffebd5', caution: '#fff8db', critical: '#fee8eb', neutral: '#e3e3e3', auto: '#f1f1f1' };
const inks = { success: '#0c5132', warning: '#5e4200', caution: '#4f4700', critical: '#8e0b21', info: '#00527c' };
const box = (e) => `padding: ${space(e.getAttribute('padding'))}; ${e.getAttribute('background') ? 'background: #f7f7f7;' : ''} ${e.getAttribute('border') ? 'border: 1px solid #e3e3e3;' : ''} border-radius: 8px;`;

define('s-page', () => ':host { display: block; max-width: 998px; margin: 0 auto; padding: 16px } :host([inlinesize=large]) { max-width: none } main { display: flex; flex-direction: column; gap: 16px; min-width: 0 } aside { display: flex; flex-direction: column; gap: 16px; min-width: 0 } .columns { display: grid; gap: 16px } @media (min-width: 800px) { .columns.two { grid-template-columns: 2fr 1fr } } header { padding: 0 0 16px }',
  (e) => `<header class="row"><slot name="breadcrumb-actions"></slot><h1 class="grow">${e.text('heading')}</h1><slot name="secondary-actions"></slot><slot name="primary-action"></slot></header><div class="columns"><main><slot></slot></main><aside><slot name="aside"></slot></aside></div>`);
define('s-section', () => ':host { display: block; background: #fff; border-radius: 12px; box-shadow: 0 1px 2px #0002; padding: 16px } :host([padding=none]) { padding: 0 } :host([padding=none]) .row { padding: 16px 16px 0 } :host > * + * { margin-top: 8px } .body { display: flex; flex-direction: column; gap: 12px } :host([padding=none]) .body { gap: 0 }',
  (e) => `${e.hasAttribute('heading') ? `<div class="row"><h2 class="grow">${e.text('heading')}</h2><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div>` : ''}<div class="body"><slot></slot></div>`);
define('s-stack', (e) => `:host { display: flex; flex-direction: ${e.getAttribute('direction') === 'inline' ? 'row' : 'column'}; flex-wrap: wrap; gap: ${space(e.getAttribute('gap'))}; align-items: ${e.getAttribute('alignitems') ?? 'normal'}; justify-content: ${e.getAttribute('justifycontent') ?? 'normal'}; ${box(e)} }`);
define('s-grid', (e) => `:host { display: grid; grid-template-columns: ${(e.getAttribute('gridtemplatecolumns') ?? '1fr').replace(/@container.*/, '1fr')}; gap: ${space(e.getAttribute('gap'))}; ${box(e)} }`);
define('s-box', (e) => `:host { display: block; ${box(e)} }`);
define('s-divider', () => ':host { display: block; border-top: 1px solid #e3e3e3; margin: 4px 0 }');
for (const name of ['s-grid-item', 's-query-container', 's-button-group', 's-unordered-list', 's-ordered-list', 's-table-body']) define(name, () => name === 's-button-group' ? ':host { display: inline-flex; gap: 8px }' : ':host { display: block }', name === 's-button-group' ? () => '<slot name="secondary-actions"></slot><slot></slot><slot name="primary-action"></slot>' : undefined);
define('s-list-item', () => ':host { display: list-item; margin-inline-start: 20px }');
define('s-heading', () => ':host { display: block; font-weight: 650; font-size: 14px }');
define('s-text', (e) => `:host { ${e.getAttribute('type') === 'strong' ? 'font-weight: 650;' : ''} color: ${inks[e.getAttribute('tone')] ?? (e.getAttribute('color') === 'subdued' ? '#616161' : 'inherit')} }`);
define('s-paragraph', (e) => `:host { display: block; color: ${inks[e.getAttribute('tone')] ?? (e.getAttribute('color') === 'subdued' ? '#616161' : 'inherit')} }`);
define('s-badge', (e) => `:host { display: inline-block; border-radius: 8px; padding: 0 8px; font-size: 12px; background: ${tones[e.getAttribute('tone')] ?? tones.neutral}; color: ${inks[e.getAttribute('tone')] ?? '#303030'} }`);
define('s-chip', () => ':host { display: inline-block; border-radius: 8px; padding: 0 8px; background: #e3e3e3 }');
define('s-banner', (e) => `:host { display: block; border-radius: 12px; padding: 12px 16px; background: ${tones[e.getAttribute('tone')] ?? tones.info} } :host([hidden]) { display: none }`,
  (e) => `<div role="${e.getAttribute('tone') === 'critical' ? 'alert' : 'status'}"><h2>${e.text('heading')}</h2><slot></slot><slot name="secondary-actions"></slot></div>`);
define('s-spinner', () => ':host { display: inline-block; width: 16px; height: 16px; border: 2px solid #ccc; border-top-color: #303030; border-radius: 50% }', () => '');
define('s-progress', () => ':host { display: block } progress { width: 100% }', (e) => `<progress max="${e.getAttribute('max') ?? 1}" value="${e.getAttribute('value') ?? 0}" aria-label="${e.text('accessibilitylabel')}"></progress>`);
define('s-icon', () => ':host { display: inline-block }', () => '<span aria-hidden="true">•</span>');
define('s-empty-state', () => ':host { display: block; text-align: center; padding: 24px }', (e) => `<slot name="graphic"></slot><h2>${e.text('heading')}</h2><slot></slot><slot name="primary-action"></slot><slot name="secondary-actions"></slot>`);
define('s-app-nav', () => ':host { display: none }');
define('s-tooltip', () => ':host { display: none }');

// Tables are laid out by the light DOM, so that rows and cells keep their table roles.
const table = document.createElement('style');
table.textContent = '@media(max-width:600px){s-table,s-table-body{display:block!important}s-table-header-row{display:none!important}s-table-row{display:block!important;padding:12px 16px;border-bottom:1px solid #ebebeb}s-table-cell{display:block!important;border:0!important;padding:1px 0!important;overflow-wrap:anywhere}}:not(:defined){display:block}s-table{display:table;width:100%;border-collapse:collapse}s-table-header-row,s-table-row{display:table-row}s-table-body{display:table-row-group}s-table-header,s-table-cell{display:table-cell;padding:8px 16px;border-bottom:1px solid #ebebeb;text-align:start;vertical-align:top}s-table-header{font-weight:600;background:#f7f7f7}body{margin:0;background:#f1f1f1;font:13px/20px Inter,system-ui,sans-serif;color:#303030}';
document.head.append(table);
const roles = { 's-table': 'table', 's-table-header-row': 'row', 's-table-header': 'columnheader', 's-table-row': 'row', 's-table-cell': 'cell' };
for (const [name, role] of Object.entries(roles)) customElements.define(name, class extends HTMLElement {
  connectedCallback() { if (!this.hasAttribute('role')) this.setAttribute('role', role); }
});
