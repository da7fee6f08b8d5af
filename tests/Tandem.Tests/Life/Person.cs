using System.Text.Json;
using Tandem.Odoo;
using Tandem.Odoo.Records;
using Tandem.Tests.Story;
using Xunit;

namespace Tandem.Tests.Life;

/// <summary>Somebody who works in the practice Odoo with its own buttons and wizards.</summary>
internal sealed class Person(House house)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IOdoo Odoo => house.Get<IOdooClients>().For(new OdooConnection(house.Odoo.Address, house.Odoo.Database, house.Odoo.User, new OdooSecret(house.Odoo.Password)));

    public Task<JsonElement> Press(string model, string button, int id) => Odoo.Invoke(model, button, [id], OdooContext.Plain, Stop);

    /// <summary>Registers a payment of a document, noted as the person likes.</summary>
    public async Task Pays(int document, decimal amount, string memo)
    {
        var about = OdooContext.Plain.With("active_model", "account.move").With("active_ids", new[] { document });
        var wizard = await Odoo.Create("account.payment.register", new Dictionary<string, object?> { ["amount"] = amount, ["communication"] = memo }, about, Stop);
        await Odoo.Invoke("account.payment.register", "action_create_payments", [wizard], about, Stop);
    }

    /// <summary>Credits an invoice wholly, or so many units of its first line only, and posts the credit note.</summary>
    public async Task<int> Credits(int invoice, string reason, decimal? units = null)
    {
        var about = OdooContext.Plain.With("active_model", "account.move").With("active_ids", new[] { invoice });
        var journal = (await Odoo.Read("account.move", [invoice], ["journal_id"], OdooContext.Plain, Stop))[0].Link("journal_id")!.Value.Id;
        var wizard = await Odoo.Create("account.move.reversal", new Dictionary<string, object?> { ["reason"] = reason, ["journal_id"] = journal }, about, Stop);
        var note = (await Odoo.Invoke("account.move.reversal", "refund_moves", [wizard], about, Stop)).GetProperty("res_id").GetInt32();
        if (units is { } some)
        {
            var lines = await Odoo.SearchRead("account.move.line", Domain.Where("move_id", "=", note).And("display_type", "=", "product"), ["quantity"], OdooContext.Plain, Stop, order: "id");
            object[] commands = [new object[] { 1, lines[0].Id, new Dictionary<string, object?> { ["quantity"] = some } }, .. lines.Skip(1).Select(line => new object[] { 2, line.Id, 0 })];
            await Odoo.Write("account.move", [note], new Dictionary<string, object?> { ["invoice_line_ids"] = commands }, OdooContext.Plain, Stop, repeatable: false);
        }

        await Odoo.Invoke("account.move", "action_post", [note], OdooContext.Plain, Stop);
        return note;
    }
}
