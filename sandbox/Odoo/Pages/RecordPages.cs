using System.Globalization;
using System.Net;
using System.Text;
using Tandem.Sandbox.Odoo.Orm;
using Tandem.Sandbox.Odoo.Wire;

namespace Tandem.Sandbox.Odoo.Pages;

/// <summary>Shows what the practice database holds to a person.</summary>
internal sealed class RecordPages(Server server)
{
    private static readonly Dictionary<string, string> Short = new()
    {
        ["sales"] = "sale.order", ["orders"] = "sale.order", ["contacts"] = "res.partner", ["customers"] = "res.partner",
        ["products"] = "product.template", ["deliveries"] = "stock.picking",
    };

    /// <summary>/ lists; /odoo/sales/5, /odoo/sale.order/5 and /web show one record.</summary>
    public Task Answer(HttpContext http)
    {
        var words = (http.Request.Path.Value ?? "/").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || (words is ["odoo"])) return Answers.Html(http, 200, server.Look(Home));
        if (words is ["web"]) return Answers.Html(http, 200, Frame("Odoo", Fragment));
        if (words is ["odoo", var name, var number] && int.TryParse(number, out var id))
        {
            var model = Short.GetValueOrDefault(name, name);
            var page = server.Look(env => env.Database.Models.ContainsKey(model) && env.Database[model].Find(id) is { } row ? One(env, model, row) : null);
            if (page is not null) return Answers.Html(http, 200, page);
        }

        return Answers.NotFound(http);
    }

    /// <summary>The old address keeps model and id behind the hash, which only a browser can read.</summary>
    private const string Fragment = """
        <script>
          const asked = new URLSearchParams(location.hash.slice(1));
          location.replace(asked.get('id') ? `/odoo/${asked.get('model') ?? 'sale.order'}/${asked.get('id')}` : '/');
        </script>
        """;

    private string Home(Env env)
    {
        var body = new StringBuilder($"<p>Odoo {server.Options.Version}.0, database <code>{Text(server.Options.Database)}</code>.</p>");
        body.Append(List(env, "Orders", "sale.order", "sales", ["name", "client_order_ref", "partner_id", "state", "amount_total"]));
        body.Append(List(env, "Deliveries", "stock.picking", "deliveries", ["name", "origin", "state"]));
        body.Append(List(env, "Customers", "res.partner", "contacts", ["display_name", "email", "city", "country_id"]));
        return Frame("Practice Odoo", body.ToString());
    }

    private static string List(Env env, string title, string model, string path, string[] fields)
    {
        var table = new StringBuilder($"<h2>{title}</h2><table><tr>{string.Concat(fields.Select(name => $"<th>{Text(env.Model(model).Field(name)!.Label)}</th>"))}</tr>");
        foreach (var row in env.Database[model].Rows.Reverse().Take(200))
        {
            var cells = fields.Select((name, at) => at == 0
                ? $"<td><a href=\"/odoo/{path}/{row.Id}\">{Cell(env, model, row, name)}</a></td>"
                : $"<td>{Cell(env, model, row, name)}</td>");
            table.Append(CultureInfo.InvariantCulture, $"<tr>{string.Concat(cells)}</tr>");
        }

        return table.Append("</table>").ToString();
    }

    private static string One(Env env, string model, Row row)
    {
        var shown = env.Model(model).Fields.Values.Where(field => field.Name is not ("tax_totals" or "display_name")).OrderBy(field => field.Label, StringComparer.Ordinal);
        var body = new StringBuilder("<p><a href=\"/\">All records</a></p>");
        if (model == "sale.order") body.Append(Lines(env, row));
        body.Append("<table>");
        foreach (var field in shown)
            if (Cell(env, model, row, field.Name) is { Length: > 0 } cell)
                body.Append(CultureInfo.InvariantCulture, $"<tr><th title=\"{field.Name}\">{Text(field.Label)}</th><td>{cell}</td></tr>");
        return Frame(env.DisplayName(model, row), body.Append("</table>").ToString());
    }

    private static string Lines(Env env, Row order)
    {
        string[] fields = ["name", "product_uom_qty", "price_unit", "discount", env.Is19 ? "tax_ids" : "tax_id", "price_total"];
        var table = new StringBuilder("<table><tr>" + string.Concat(fields.Select(name => $"<th>{Text(env.Model("sale.order.line").Field(name)!.Label)}</th>")) + "</tr>");
        foreach (var id in Reading.Ids(env, "sale.order", order, env.Model("sale.order").Field("order_line")!))
            table.Append(CultureInfo.InvariantCulture, $"<tr>{string.Concat(fields.Select(name => $"<td>{Cell(env, "sale.order.line", env.Row("sale.order.line", id), name)}</td>"))}</tr>");
        return table.Append("</table>").ToString();
    }

    private static string Cell(Env env, string model, Row row, string name)
    {
        var field = env.Model(model).Field(name)!;
        return Reading.Value(env, model, row, field) switch
        {
            null or false => "",
            int id when field.Relation is { } other && env.Database.Models.ContainsKey(other) && env.Database[other].Find(id) is { } linked =>
                $"<a href=\"/odoo/{other}/{id}\">{Text(env.DisplayName(other, linked))}</a>",
            IReadOnlyList<int> ids when field.Relation is { } other && env.Database.Models.ContainsKey(other) =>
                string.Join(", ", ids.Select(id => env.Database[other].Find(id)).OfType<Row>().Select(linked => $"<a href=\"/odoo/{other}/{linked.Id}\">{Text(env.DisplayName(other, linked))}</a>")),
            IFormattable value => Text(value.ToString(null, CultureInfo.InvariantCulture)),
            var value => Text(value.ToString() ?? ""),
        };
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Frame(string title, string body) => $$"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>{{Text(title)}}</title>
        <style>
          body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1f2937 }
          table { border-collapse: collapse; width: 100%; margin-bottom: 2rem } th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #e5e7eb }
          h1 { color: #714b67 } a { color: #714b67 } th { font-weight: 600 }
        </style>
        <h1>{{Text(title)}}</h1>
        {{body}}
        </html>
        """;
}
