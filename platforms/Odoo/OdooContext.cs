namespace Tandem.Odoo;

/// <summary>The context of a call, always explicit: Odoo's own defaults depend on the user's settings.</summary>
public sealed record OdooContext
{
    private OdooContext(IReadOnlyDictionary<string, object?> values) => Values = values;

    /// <summary>English, UTC, and whatever companies the user has: for what belongs to no company.</summary>
    public static OdooContext Plain { get; } = new(new Dictionary<string, object?> { ["lang"] = "en_US", ["tz"] = "UTC" });

    public IReadOnlyDictionary<string, object?> Values { get; }

    /// <summary>English, UTC, inside one company only.</summary>
    public static OdooContext In(int company) => Plain.With("allowed_company_ids", new[] { company });

    /// <summary>Archived records count too.</summary>
    public OdooContext WithArchived() => With("active_test", false);

    /// <summary>Makes <c>load</c> create what is absent under its external id in this module, and leave alone what exists.</summary>
    public OdooContext Identity(string module) =>
        With("mode", "update").With("noupdate", true).With("module", module).With("tracking_disable", true);

    public OdooContext With(string key, object? value) => new(new Dictionary<string, object?>(Values) { [key] = value });
}
