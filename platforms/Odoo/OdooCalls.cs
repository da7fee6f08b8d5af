using System.Text.Json;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Tandem.Sync;

namespace Tandem.Odoo;

/// <summary>The calls that Tandem makes, typed; each is one round trip.</summary>
public static class OdooCalls
{
    private static readonly string[] FieldAttributes = ["type", "digits", "required", "readonly", "string"];

    /// <summary>The same Odoo, with calls of this priority.</summary>
    public static IOdoo At(this IOdoo odoo, CallPriority priority) => new Altered(odoo, call => call with { Priority = priority });

    /// <summary>The same Odoo, for calls that do for many records what others do for one.</summary>
    /// <param name="took">Told how long Odoo took for each.</param>
    public static IOdoo OfMany(this IOdoo odoo, Action<TimeSpan> took) => new Altered(odoo, call => call with { Took = took });

    /// <summary>Writes all rows or none (<c>load</c>). With an identity context it is safe to repeat and is repeated after an unknown outcome; so are rows that write plain fields by database id.</summary>
    /// <param name="goods">What it reserves stock of.</param>
    public static async Task<LoadOutcome> Load(
        this IOdoo odoo, string model, LoadTable table, OdooContext context, CancellationToken cancellation, IEnumerable<OdooId<Product>>? goods = null)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(context);
        var call = new OdooCall(model, "load")
        {
            Arguments = [new("fields", table.Columns), new("data", table.Rows)],
            Positional = 2,
            Context = context,
            Repeatable = (context.Values.ContainsKey("noupdate") && table.Columns.Contains("id")) || (table.Columns[0] == ".id" && !table.Columns.Any(column => column.Contains('/', StringComparison.Ordinal))),
            Reserves = OdooCall.Goods(goods),
        };
        var answer = await odoo.Call(call with { FailureIn = found => LoadOutcome.Read(found) is null ? new OdooFailure.Serialization(call.Name) : null }, cancellation);
        return LoadOutcome.Read(answer)!;
    }

    /// <param name="bare">Answer links by their ids alone.</param>
    public static async Task<IReadOnlyList<OdooRecord>> SearchRead(
        this IOdoo odoo, string model, Domain domain, IReadOnlyList<string> fields, OdooContext context, CancellationToken cancellation,
        int? limit = null, string? order = null, bool bare = false)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(domain);
        var arguments = new List<OdooArgument> { new("domain", domain.Terms), new("fields", fields) };
        if (limit is { } most) arguments.Add(new("limit", most));
        if (order is not null) arguments.Add(new("order", order));
        // Links as bare ids: Odoo composes no names for them, which is most of the work of a long list.
        if (bare) arguments.Add(new("load", ""));
        return OdooRecord.All(await odoo.Call(new OdooCall(model, "search_read") { Arguments = arguments, Context = context, Repeatable = true }, cancellation));
    }

    public static async Task<int> SearchCount(this IOdoo odoo, string model, Domain domain, OdooContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(domain);
        var call = new OdooCall(model, "search_count") { Arguments = [new("domain", domain.Terms)], Context = context, Repeatable = true };
        return (await odoo.Call(call, cancellation)).GetInt32();
    }

    /// <summary>Aggregates over all that a domain finds, such as <c>quantity:sum</c>, under those names; and how many there are, as <c>__count</c>.</summary>
    public static async Task<OdooRecord> Totals(this IOdoo odoo, string model, Domain domain, IReadOnlyList<(string Field, string Aggregate)> totals, OdooContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(domain);
        // From 19 on the older method is on its way out.
        var call = (await odoo.Session(cancellation)).Version.Major >= 19
            ? new OdooCall(model, "formatted_read_group") { Arguments = [new("domain", domain.Terms), new("groupby", Array.Empty<string>()), new("aggregates", (string[])["__count", .. totals.Select(total => $"{total.Field}:{total.Aggregate}")])] }
            : new OdooCall(model, "read_group") { Arguments = [new("domain", domain.Terms), new("fields", totals.Select(total => $"{total.Field}_{total.Aggregate}:{total.Aggregate}({total.Field})").ToArray()), new("groupby", Array.Empty<string>())] };
        return OdooRecord.All(await odoo.Call(call with { Context = context, Repeatable = true }, cancellation))[0];
    }

    /// <summary>Records that are gone are missing from the answer.</summary>
    public static async Task<IReadOnlyList<OdooRecord>> Read(
        this IOdoo odoo, string model, IReadOnlyList<int> ids, IReadOnlyList<string> fields, OdooContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        return OdooRecord.All(await odoo.Call(new OdooCall(model, "read") { Ids = ids, Arguments = [new("fields", fields)], Context = context, Repeatable = true }, cancellation));
    }

    /// <summary>Records with related ones nested; those that are gone are missing from the answer.</summary>
    public static async Task<IReadOnlyList<OdooRecord>> WebRead(
        this IOdoo odoo, string model, IReadOnlyList<int> ids, Specification specification, OdooContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(specification);
        var call = new OdooCall(model, "web_read") { Ids = ids, Arguments = [new("specification", specification.Fields)], Context = context, Repeatable = true };
        return OdooRecord.All(await odoo.Call(call, cancellation));
    }

    /// <summary>Writes one record and reads it back in one call; setting the same values twice is the same as once, so it is repeatable.</summary>
    /// <param name="values">Plain values only: commands on one2many fields would act twice.</param>
    public static async Task<OdooRecord> WebSave(
        this IOdoo odoo, string model, int id, IReadOnlyDictionary<string, object?> values, Specification specification, OdooContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        ArgumentNullException.ThrowIfNull(specification);
        var call = new OdooCall(model, "web_save")
        {
            Ids = [id],
            Arguments = [new("vals", values), new("specification", specification.Fields)],
            Context = context,
            Repeatable = true,
        };
        return OdooRecord.All(await odoo.Call(call, cancellation))[0];
    }

    /// <param name="repeatable">Whether the values mean the same when written twice.</param>
    public static Task<JsonElement> Write(
        this IOdoo odoo, string model, IReadOnlyList<int> ids, IReadOnlyDictionary<string, object?> values, OdooContext context, CancellationToken cancellation, bool repeatable = true)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        return odoo.Call(new OdooCall(model, "write") { Ids = ids, Arguments = [new("vals", values)], Positional = 1, Context = context, Repeatable = repeatable }, cancellation);
    }

    /// <summary>Creates one record; never repeated, since nothing says that it exists already.</summary>
    public static async Task<int> Create(
        this IOdoo odoo, string model, IReadOnlyDictionary<string, object?> values, OdooContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        var call = new OdooCall(model, "create") { Arguments = [new("vals_list", new[] { values })], Positional = 1, Context = context };
        return (await odoo.Call(call, cancellation))[0].GetInt32();
    }

    /// <summary>Calls a button or action of records; never repeated.</summary>
    public static Task<JsonElement> Invoke(
        this IOdoo odoo, string model, string method, IReadOnlyList<int> ids, OdooContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        return odoo.Call(new OdooCall(model, method) { Ids = ids, Context = context }, cancellation);
    }

    /// <summary>Those of the named fields that the model has in this Odoo; of none, all of them.</summary>
    public static async Task<IReadOnlyDictionary<string, OdooRecord>> FieldsGet(
        this IOdoo odoo, string model, IReadOnlyList<string> fields, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        var call = new OdooCall(model, "fields_get")
        {
            Arguments = [new("allfields", fields), new("attributes", FieldAttributes)],
            Repeatable = true,
        };
        return (await odoo.Call(call, cancellation)).EnumerateObject().ToDictionary(field => field.Name, field => new OdooRecord(field.Value));
    }

    /// <summary>Whether the user's groups allow an operation (read, write, create, unlink) on a model; record rules may still forbid single records.</summary>
    public static async Task<bool> HasAccess(this IOdoo odoo, string model, string operation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(odoo);
        try
        {
            var call = new OdooCall(model, "has_access") { Ids = [], Arguments = [new("operation", operation)], Repeatable = true };
            return (await odoo.Call(call, cancellation)).ValueKind == JsonValueKind.True;
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.MethodMissing)
        {
            // 17 has only the older method.
            var call = new OdooCall(model, "check_access_rights") { Arguments = [new("operation", operation), new("raise_exception", false)], Repeatable = true };
            return (await odoo.Call(call, cancellation)).ValueKind == JsonValueKind.True;
        }
    }

    private sealed class Altered(IOdoo odoo, Func<OdooCall, OdooCall> alter) : IOdoo
    {
        public Task<OdooSession> Session(CancellationToken cancellation) => odoo.Session(cancellation);

        public Task<JsonElement> Call(OdooCall call, CancellationToken cancellation) => odoo.Call(alter(call), cancellation);
    }
}
