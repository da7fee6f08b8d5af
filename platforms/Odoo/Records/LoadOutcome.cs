using System.Collections.Frozen;
using System.Text.Json;
using Tandem.Odoo.Failures;

namespace Tandem.Odoo.Records;

/// <summary>What came of <c>load</c>: all rows or none.</summary>
public abstract record LoadOutcome
{
    private LoadOutcome() { }

    /// <summary>One id for each record, in row order; the same again when repeated.</summary>
    public sealed record Loaded(IReadOnlyList<int> Ids) : LoadOutcome;

    /// <summary>Nothing was written; each message is Odoo's own.</summary>
    public sealed record Refused(IReadOnlyList<string> Messages) : LoadOutcome
    {
        /// <summary>Which records it is about, counted from zero; none where Odoo does not say.</summary>
        public IReadOnlySet<int> Records { get; init; } = FrozenSet<int>.Empty;
    }

    /// <summary>The ids, or the refusal as an exception.</summary>
    /// <exception cref="OdooException">Odoo refused the rows.</exception>
    public IReadOnlyList<int> OrThrow(string call) => this switch
    {
        Loaded loaded => loaded.Ids,
        Refused refused => throw new OdooException(new OdooFailure.Rejected(call, string.Join(" ", refused.Messages))),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Null when the transaction met another one: nothing was written and repeating helps.</summary>
    internal static LoadOutcome? Read(JsonElement answer)
    {
        var errors = answer.GetProperty("messages").EnumerateArray()
            .Where(message => message.TryGetProperty("type", out var type) && type.GetString() == "error").ToList();
        var messages = errors.Select(message => message.GetProperty("message").GetString() ?? "").Distinct().ToList();
        if (messages.Any(OdooErrors.IsSerializationMessage)) return null;
        var ids = answer.GetProperty("ids");
        return ids.ValueKind == JsonValueKind.Array && messages.Count == 0
            ? new Loaded([.. ids.EnumerateArray().Select(id => id.GetInt32())])
            : new Refused(messages) { Records = errors.Select(Record).OfType<int>().ToFrozenSet() };
    }

    private static int? Record(JsonElement message) => message.TryGetProperty("record", out var record) && record.ValueKind == JsonValueKind.Number ? record.GetInt32() : null;
}

/// <summary>Rows for <c>load</c>: column paths such as <c>order_line/product_id/.id</c>, and cells as text.</summary>
/// <remarks>An empty cell writes an empty value; leave a column out to keep Odoo's default.</remarks>
public sealed record LoadTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
