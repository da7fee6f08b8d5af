using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Odoo.Server;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Listings;
using Tandem.Sync.Planning;
using Tandem.Sync.Products;

namespace Tandem.Odoo.Products;

/// <summary>Makes products with their attributes in one Odoo, each under an identity of its own: repeated, it is the same product.</summary>
/// <param name="module">The shop's module for external ids.</param>
public sealed class TemplateLoading(IOdoo asked, OdooProfile profile, OrderRules rules, string module)
{
    private const string AttributeModel = "product.attribute";
    private const string ValueModel = "product.attribute.value";
    private const string LineModel = "product.template.attribute.line";

    private readonly IOdoo odoo = asked.At(CallPriority.Stock);
    private readonly OdooContext context = profile.Context.With("lang", profile.User.Language ?? "en_US").With("tracking_disable", true);

    /// <summary>The product with all its combinations, made now or earlier; what differs between variants is not said yet.</summary>
    public async Task<TemplateLoaded> Load(TemplateDraft draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var lines = new List<(int Attribute, IReadOnlyList<int> Values)>();
        foreach (var option in draft.Options)
        {
            var (attribute, refusal) = await Attribute(option.Name, cancellation);
            if (attribute is null) return new TemplateLoaded.Refused([refusal!]);
            var (values, unusable) = await Values(attribute.Value, option, cancellation);
            if (unusable is not null) return new TemplateLoaded.Refused([unusable]);
            lines.Add((attribute.Value, values));
        }

        return await odoo.Load(Template.Model, await Table(draft, lines, cancellation), context.Identity(module), cancellation) switch
        {
            LoadOutcome.Loaded loaded => new TemplateLoaded.There(new OdooId<Template>(loaded.Ids[0])),
            LoadOutcome.Refused refused => new TemplateLoaded.Refused(refused.Messages),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>What a product of the shop became here; null when it became nothing, or that was deleted.</summary>
    public Task<OdooId<Template>?> Find(ProductId product, CancellationToken cancellation) => ExternalIds.Find<Template>(odoo, module, $"product_{product}", cancellation);

    /// <summary>Says what is one variant's own.</summary>
    /// <exception cref="OdooException">Odoo refused.</exception>
    public Task Say(OdooId<Product> product, ListingVariant variant, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(variant);
        var values = new Dictionary<string, object?> { ["default_code"] = FieldText.Of(variant.Sku) ?? (object)false };
        if (FieldText.Of(variant.Barcode) is { } barcode) values["barcode"] = barcode;
        if (variant.Cost is { } cost) values["standard_price"] = cost;
        if (variant.Weight is { } weight) values["weight"] = weight;
        return odoo.Write(Product.Model, [product.Value], values, context, cancellation);
    }

    /// <summary>Puts combinations away that Shopify does not sell; Odoo makes all there are.</summary>
    public Task Archive(IReadOnlyCollection<OdooId<Product>> products, CancellationToken cancellation) => products.Count == 0
        ? Task.CompletedTask
        : odoo.Write(Product.Model, [.. products.Select(product => product.Value)], new Dictionary<string, object?> { ["active"] = false }, context, cancellation);

    /// <summary>Lets a product come in more values of its attributes, of which Odoo makes the combinations; repeated, it changes nothing.</summary>
    /// <returns>Why it cannot; null when it does.</returns>
    /// <exception cref="OdooException">Odoo refused.</exception>
    public async Task<string?> Extend(OdooId<Template> template, IReadOnlyList<ListingOption> options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var lines = await odoo.SearchRead(LineModel, Domain.Where("product_tmpl_id", "=", template.Value), ["attribute_id", "value_ids"], context, cancellation);
        foreach (var option in options)
        {
            if (lines.Where(one => one.Link("attribute_id")?.Name == option.Name).ToList() is not [var line]) return $"its product in Odoo has no one attribute called “{option.Name}”. Give it one that creates variants instantly.";
            var attribute = line.Link("attribute_id")!.Value.Id;
            if ((await odoo.Read(AttributeModel, [attribute], ["create_variant"], context, cancellation))[0].Text("create_variant") != "always") return NotInstantly(option.Name);
            var (values, unusable) = await Values(attribute, option, cancellation);
            if (unusable is not null) return unusable;
            object[] missing = [.. values.Except(line.Ids("value_ids")).Select(value => new object[] { 4, value })];
            if (missing.Length > 0) await odoo.Write(LineModel, [line.Id], new Dictionary<string, object?> { ["value_ids"] = missing }, context, cancellation);
        }

        return null;
    }

    /// <summary>A product that was archived is sold again.</summary>
    /// <exception cref="OdooException">Odoo refused.</exception>
    public Task Restore(OdooId<Product> product, CancellationToken cancellation) =>
        odoo.Write(Product.Model, [product.Value], new Dictionary<string, object?> { ["active"] = true }, context, cancellation);

    private static string NotInstantly(string name) => $"The attribute “{name}” does not create variants instantly in Odoo. Make an attribute of that name that does, or rename the option in Shopify.";

    private async Task<(int? Id, string? Refusal)> Attribute(string name, CancellationToken cancellation)
    {
        var near = await odoo.SearchRead(AttributeModel, Domain.Where("name", "=ilike", Domain.Literal(name)), ["name", "create_variant"], context, cancellation, order: "id");
        var found = near.Where(one => one.Text("name") == name).ToList();
        if (found.Count == 0 && near.Count > 0) return (null, $"Odoo has an attribute “{near[0].Text("name")}”, which differs from “{name}” in case alone. Give both the same spelling.");
        if (found.Count > 1) return (null, $"Odoo has {found.Count} attributes called “{name}”. Merge them, or rename all but one.");
        if (found is [var one])
            return one.Text("create_variant") == "always" ? (one.Id, null) : (null, NotInstantly(name));
        var loaded = await odoo.Load(AttributeModel, new LoadTable(["id", "name", "create_variant"], [[$"attribute_{Mark(name)}", name, "always"]]), context.Identity(module), cancellation);
        return loaded is LoadOutcome.Loaded { Ids: [var id] } ? (id, null) : (null, $"Odoo would not take the attribute “{name}”: {string.Join(" ", ((LoadOutcome.Refused)loaded).Messages)}");
    }

    /// <summary>The values' ids in their order, made where Odoo has none, or why not. One that differs in case or blanks alone would be a second of the same.</summary>
    private async Task<(IReadOnlyList<int> Ids, string? Refusal)> Values(int attribute, ListingOption option, CancellationToken cancellation)
    {
        var there = await odoo.SearchRead(ValueModel, Domain.Where("attribute_id", "=", attribute), ["name"], context, cancellation);
        var found = there.GroupBy(value => value.Text("name") ?? "").ToDictionary(value => value.Key, value => value.First().Id, StringComparer.Ordinal);
        var missing = option.Values.Where(value => !found.ContainsKey(value)).ToList();
        var folded = found.Keys.GroupBy(Codes.Folded).ToDictionary(value => value.Key, value => value.First());
        if (missing.Find(value => folded.ContainsKey(Codes.Folded(value))) is { } near)
            return ([], $"Odoo has the value “{folded[Codes.Folded(near)]}” of {option.Name}, which differs from “{near}” in case or blanks alone. Give both the same spelling.");
        if (missing.Count == 0) return ([.. option.Values.Select(value => found[value])], null);
        var rows = missing.Select(value => (IReadOnlyList<string>)[$"value_{attribute}_{Mark(value)}", value, Text(attribute)]);
        if (await odoo.Load(ValueModel, new LoadTable(["id", "name", "attribute_id/.id"], [.. rows]), context.Identity(module), cancellation) is not LoadOutcome.Loaded loaded)
            return ([], $"Odoo would not take the values of {option.Name}.");
        foreach (var (value, id) in missing.Zip(loaded.Ids)) found[value] = id;
        return ([.. option.Values.Select(value => found[value])], null);
    }

    private async Task<LoadTable> Table(TemplateDraft draft, List<(int Attribute, IReadOnlyList<int> Values)> lines, CancellationToken cancellation)
    {
        var decided = rules.Decisions.Products.Listings.InOdoo;
        var own = new List<(string Column, string Cell)>
        {
            ("id", $"product_{draft.Product}"), ("name", draft.Name), ("type", "consu"), ("is_storable", decided.Storable ? "True" : "False"),
            ("list_price", FieldText.Of(draft.Price)!), ("taxes_id/.id", string.Join(',', rules.Listings.Taxes.OfType<OdooId<Tax>>())),
        };
        if (draft.Description is { } description) own.Add(("description_sale", description));
        if (rules.Listings.Category is { } category) own.Add(("categ_id/.id", category.ToString()));
        var known = await odoo.FieldsGet(Template.Model, ["hs_code", "country_of_origin"], cancellation);
        if (draft.HsCode is { } code && known.ContainsKey("hs_code")) own.Add(("hs_code", code));
        if (draft.CountryOfOrigin is { } origin && known.ContainsKey("country_of_origin")
            && await odoo.SearchRead(Country.Model, Domain.Where("code", "=", origin), ["id"], context, cancellation) is [var country]) own.Add(("country_of_origin/.id", Text(country.Id)));
        string[] columns = [.. own.Select(cell => cell.Column)];
        if (lines.Count == 0) return new LoadTable(columns, [[.. own.Select(cell => cell.Cell)]]);
        var rows = lines.Select((line, index) => (IReadOnlyList<string>)
        [
            .. own.Select(cell => index == 0 ? cell.Cell : ""),
            $"product_{draft.Product}_line_{index + 1}", Text(line.Attribute), string.Join(',', line.Values.Select(Text)),
        ]);
        return new LoadTable([.. columns, "attribute_line_ids/id", "attribute_line_ids/attribute_id/.id", "attribute_line_ids/value_ids/.id"], [.. rows]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Mark(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16];
}

/// <summary>What came of making a product.</summary>
public abstract record TemplateLoaded
{
    private TemplateLoaded() { }

    /// <summary>The product exists once, made now or earlier.</summary>
    public sealed record There(OdooId<Template> Template) : TemplateLoaded;

    /// <summary>No product was made.</summary>
    public sealed record Refused(IReadOnlyList<string> Messages) : TemplateLoaded;
}
