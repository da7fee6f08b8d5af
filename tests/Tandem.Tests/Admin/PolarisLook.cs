namespace Tandem.Tests.Admin;

/// <summary>A stand-in for Polaris' script: enough of its elements' looks and form behaviour to see and use our pages without a network.</summary>
internal static class PolarisLook
{
    public const string Script = """
        (() => {
          const style = document.createElement('style');
          style.textContent = `
            body { margin: 0; background: #f1f1f1; color: #303030; font: 13px/20px Inter, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; }
            main { outline: none; } s-app-nav { display: none; }
            s-section { display: block; background: #fff; border-radius: 12px; box-shadow: 0 1px 2px #0002; padding: 16px; overflow: hidden; }
            s-section[padding=none] { padding: 0; } s-section[padding=none]::before { padding: 16px 16px 8px; }
            s-section[heading]::before { content: attr(heading); display: block; font-weight: 650; margin-bottom: 8px; font-size: 14px; }
            s-stack { display: flex; flex-direction: column; } s-stack[direction=inline] { flex-direction: row; flex-wrap: wrap; }
            [gap=base] { gap: 16px; } [gap=small] { gap: 12px; } [gap=small-300] { gap: 8px; } [gap=small-500] { gap: 2px; }
            [alignitems=center] { align-items: center; } [alignitems=end] { align-items: end; } [justifycontent=center] { justify-content: center; }
            s-grid { display: grid; } s-box { display: block; } s-box[padding=base] { padding: 16px; }
            s-box[border=base] { border: 1px solid #e3e3e3; border-radius: 8px; }
            s-paragraph { display: block; } s-text[color=subdued] { color: #616161; }
            s-heading { display: block; font-weight: 650; font-size: 14px; } s-heading[fontsize=large-200] { font-size: 24px; line-height: 32px; }
            s-link { color: #005bd3; cursor: pointer; text-decoration: underline; }
            s-badge { display: inline-block; width: fit-content; border-radius: 8px; padding: 2px 8px; font-size: 12px; background: #0000000f; color: #616161; white-space: nowrap; }
            s-badge[tone=success] { background: #affebf; color: #014b40; } s-badge[tone=info] { background: #e0f0ff; color: #00527c; }
            s-badge[tone=caution] { background: #fff8db; color: #4f4700; } s-badge[tone=warning] { background: #ffd6a4; color: #5e4200; }
            s-badge[tone=critical] { background: #fedad9; color: #8e0b21; }
            s-table { display: table; width: 100%; border-collapse: collapse; } s-table-header-row, s-table-row { display: table-row; }
            s-table-body { display: table-row-group; } s-table-header, s-table-cell { display: table-cell; padding: 8px 12px; text-align: left; vertical-align: top; border-bottom: 1px solid #ebebeb; }
            s-table-header { background: #f7f7f7; color: #616161; font-weight: 550; font-size: 12px; }
            @media (max-width: 600px) {
              s-table, s-table-body { display: block; } s-table-header-row { display: none; } s-table-row { display: block; padding: 12px 16px; border-bottom: 1px solid #ebebeb; }
              s-table-cell { display: block; border: 0; padding: 1px 0; }
            }`;
          document.head.append(style);
          const shell = (tag, make) => customElements.define(tag, class extends HTMLElement {
            static formAssociated = true;
            constructor() { super(); this.inner = this.attachInternals(); }
            connectedCallback() { if (!this.shadowRoot) { this.attachShadow({ mode: 'open' }); make(this, this.shadowRoot); } }
          });
          const text = (host, name) => { const span = document.createElement('span'); span.textContent = host.getAttribute(name) ?? ''; return span.innerHTML; };
          shell('s-page', (host, root) => { root.innerHTML = `<style>
              :host { display: block; max-width: 1000px; margin: 0 auto; padding: 20px 16px; } h1 { font: 650 20px/28px inherit; font-size: 20px; margin: 4px 0 16px; }
              .cols { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); } .col { display: grid; gap: 16px; align-content: start; }
              :host([data-aside]) .cols { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); } @media (max-width: 700px) { :host([data-aside]) .cols { grid-template-columns: minmax(0, 1fr); } }
              </style><slot name="breadcrumb-actions"></slot><h1>${text(host, 'heading')}</h1><div class="cols"><div class="col"><slot></slot></div><div class="col"><slot name="aside"></slot></div></div>`;
            root.querySelector('slot[name=aside]').addEventListener('slotchange', (event) => host.toggleAttribute('data-aside', event.target.assignedNodes().length > 0)); });
          shell('s-banner', (host, root) => { const colours = { success: '#affebf', warning: '#ffb800', critical: '#fe6258', info: '#91d0ff' };
            root.innerHTML = `<style>:host { display: block; background: #fff; border-radius: 12px; box-shadow: 0 1px 2px #0002; overflow: hidden; }
              .top { background: ${colours[host.getAttribute('tone')] ?? '#ddd'}; padding: 8px 16px; font-weight: 650; font-size: 14px; } .rest { padding: 12px 16px; display: grid; gap: 12px; justify-items: start; }</style>
              <div class="top" role="heading" aria-level="2">${text(host, 'heading')}</div><div class="rest"><slot></slot><slot name="secondary-actions"></slot></div>`; });
          shell('s-button', (host, root) => { const primary = host.getAttribute('variant') === 'primary';
            root.innerHTML = `<style>:host { display: inline-block; justify-self: start; } button { font: inherit; font-weight: 550; border-radius: 8px; padding: 5px 12px; cursor: pointer; border: 1px solid ${primary ? '#303030' : '#ccc'}; background: ${primary ? '#303030' : '#fff'}; color: ${primary ? '#fff' : '#303030'}; box-shadow: 0 1px 0 #0002; } :host([disabled]) button { opacity: .4; }</style><button ${host.hasAttribute('disabled') ? 'disabled' : ''}><slot></slot></button>`;
            if (host.getAttribute('type') === 'submit') root.querySelector('button').addEventListener('click', () => host.inner.form?.requestSubmit()); });
          const parsed = (then) => document.readyState === 'loading' ? addEventListener('DOMContentLoaded', then) : setTimeout(then);
          const field = (control) => (host, root) => { root.innerHTML = `<style>label { display: grid; gap: 4px; } input, select { font: inherit; padding: 6px 12px; border: 1px solid #8a8a8a; border-radius: 8px; background: #fdfdfd; width: 100%; box-sizing: border-box; }</style><label><span>${text(host, 'label')}</span></label>`;
            const input = document.createElement(control); root.querySelector('label').append(input);
            if (control === 'select') parsed(() => host.querySelectorAll('s-option').forEach((option) => input.add(new Option(option.textContent, option.getAttribute('value'), false, option.hasAttribute('selected')))));
            else { input.value = host.getAttribute('value') ?? ''; input.placeholder = host.getAttribute('placeholder') ?? ''; }
            host.inner.setFormValue(host.getAttribute('value') ?? ''); input.addEventListener('input', () => host.inner.setFormValue(input.value)); };
          shell('s-grid', (host, root) => { host.style.gridTemplateColumns = host.getAttribute('gridtemplatecolumns') ?? ''; root.innerHTML = '<slot></slot>'; });
          shell('s-search-field', field('input'));
          shell('s-select', field('select'));
        })();
        """;
}
