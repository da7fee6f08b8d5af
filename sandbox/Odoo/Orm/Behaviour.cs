namespace Tandem.Sandbox.Odoo.Orm;

/// <summary>What one model does beyond storing values; a model without one only stores.</summary>
internal abstract class Behaviour
{
    public abstract string Model { get; }

    /// <summary>Fills in what the caller left out.</summary>
    public virtual void Defaults(Env env, Dictionary<string, object?> values) { }

    /// <summary>Turns a value into what is stored, after its type was checked: digits, stripped text.</summary>
    public virtual object? Stored(Env env, FieldDefinition field, object? value) => value;

    /// <summary>Whether a one2many field lists a row that points here: Odoo's domain on the field.</summary>
    public virtual bool Lists(Env env, FieldDefinition field, Row other) => true;

    public virtual void Created(Env env, Row row) { }

    /// <summary>Refuses a change before anything is written.</summary>
    public virtual void Changing(Env env, Row row, IReadOnlyDictionary<string, object?> values) { }

    public virtual void Written(Env env, Row row, IReadOnlyDictionary<string, object?> values) { }

    public virtual void Unlinking(Env env, Row row) { }

    public virtual void Unlinked(Env env, Row row) { }

    public virtual string? DisplayName(Env env, Row row) => row.Text("name");

    /// <summary>A field that is not stored.</summary>
    public virtual object? Compute(Env env, Row row, FieldDefinition field) => row[field.Name];

    /// <summary>Fields that a name search looks into besides the name, and whether they must match exactly.</summary>
    public virtual IReadOnlyList<string> SearchedByName => [];

    public virtual IReadOnlyList<Method> Methods => [];
}
