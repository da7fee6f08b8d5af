using Tandem.Odoo.Payments;
using Tandem.Odoo.Records;
using Tandem.Odoo.Sales;
using Tandem.Sync;
using Tandem.Sync.Invoices;

namespace Tandem.Odoo.Invoices;

/// <summary>What is read of an invoice or credit note, and how the answer becomes an <see cref="InvoiceReading"/>.</summary>
internal static class InvoiceText
{
    public static Specification Specification() => Records.Specification
        .Of(
            "name", "move_type", "state", "payment_state", "ref", "payment_reference", "invoice_origin", "invoice_date", "date", "invoice_date_due", "invoice_payment_term_id", "company_id",
            "journal_id", "partner_id", "amount_untaxed", "amount_tax", "amount_total", "amount_residual", "tax_totals", "reversed_entry_id", "invoice_payments_widget")
        .With("currency_id", Records.Specification.Of("name"))
        .With("invoice_line_ids", Records.Specification.Of(
            "display_type", "product_id", "name", "quantity", "price_unit", "discount", "tax_ids", "price_subtotal", "sale_line_ids"))
        .With("matched_payment_ids", PaymentText.Specification());

    public static InvoiceReading Read(OdooRecord move)
    {
        var currency = new Currency(move.Nested("currency_id")!.Value.Text("name")!);
        return new InvoiceReading
        {
            Id = move.IdOf<Invoice>(),
            Name = move.Text("name") ?? "",
            Kind = move.Text("move_type") == "out_refund" ? InvoiceKind.CreditNote : InvoiceKind.Invoice,
            State = State(move.Text("state")),
            PaymentState = move.Text("payment_state"),
            Reference = move.Text("ref"),
            PaymentReference = move.Text("payment_reference"),
            Origin = move.Text("invoice_origin"),
            Date = move.Day("invoice_date"),
            BookedOn = move.Day("date"),
            DueDate = move.Day("invoice_date_due"),
            Term = move.Link<PaymentTerm>("invoice_payment_term_id"),
            Journal = move.Link<Journal>("journal_id"),
            Currency = currency,
            Company = move.Link<Company>("company_id")!.Value,
            Partner = move.Link<Partner>("partner_id"),
            Untaxed = currency.Round(move.Amount("amount_untaxed")),
            Tax = currency.Round(move.Amount("amount_tax")),
            Total = currency.Round(move.Amount("amount_total")),
            Residual = currency.Round(move.Amount("amount_residual")),
            TaxGroups = move.Nested("tax_totals") is { } totals ? SaleOrderText.TaxGroups(totals, currency) : null,
            Reverses = move.Link<Invoice>("reversed_entry_id"),
            Lines = [.. move.Records("invoice_line_ids").Where(line => line.Text("display_type") is null or "product").Select(line => Line(line, currency))],
            Payments = [.. move.Records("matched_payment_ids").Where(payment => Pays(payment, move)).OrderBy(payment => payment.Id).Select(PaymentText.Read)],
        };
    }

    /// <summary>Customer invoices and credit notes only: a receipt or another entry is none of Tandem's.</summary>
    public static bool IsOurs(OdooRecord move) => move.Text("move_type") is "out_invoice" or "out_refund";

    public static InvoiceState State(string? state) => state switch
    {
        "draft" => InvoiceState.Draft,
        "cancel" => InvoiceState.Cancelled,
        _ => InvoiceState.Posted,
    };

    /// <summary>Odoo lists a payment from when it is written for a document. One that was not posted, or not matched with anything of it, pays nothing yet: its making was cut off.</summary>
    private static bool Pays(OdooRecord payment, OdooRecord move) =>
        payment.Text("state") != "draft" && !(payment.Text("state") == "in_process" && move.Text("payment_state") == "not_paid");

    /// <summary>Payments that were matched by hand: Odoo tells them only in the summary below the document.</summary>
    public static IEnumerable<int> MatchedByHand(OdooRecord move) =>
        move.Nested("invoice_payments_widget") is { } summary
            ? summary.Records("content").Select(part => part.Link("account_payment_id")).OfType<OdooLink>().Select(link => link.Id).Except(move.Ids("matched_payment_ids"))
            : [];

    private static InvoiceLineReading Line(OdooRecord line, Currency currency) => new()
    {
        Id = line.IdOf<InvoiceLine>(),
        Product = line.Link<Product>("product_id"),
        Quantity = line.Amount("quantity"),
        PriceUnit = line.Amount("price_unit"),
        Discount = line.Amount("discount"),
        Name = line.Text("name") ?? "",
        Taxes = line.Ids<Tax>("tax_ids"),
        Subtotal = currency.Round(line.Amount("price_subtotal")),
        SaleLines = line.Ids<SaleOrderLine>("sale_line_ids"),
    };
}
