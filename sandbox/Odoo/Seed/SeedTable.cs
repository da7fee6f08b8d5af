using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Seed;

/// <summary>Puts rows straight into tables, with external ids where Odoo ships some.</summary>
internal sealed class SeedTable(Env env)
{
    public Env Env { get; } = env;

    public int Put(string model, int? id, string? externalId, params (string Field, object? Value)[] values)
    {
        var definition = Env.Model(model);
        var row = Env.Database[model].Insert(id);
        if (definition.HasActive) Env.Set(model, row, "active", true);
        foreach (var (field, value) in values)
            if (definition.Field(field) is not null) Env.Set(model, row, field, value);
        Env.Set(model, row, "create_date", Env.Now);
        Env.Set(model, row, "write_date", Env.Now);
        Env.Set(model, row, "create_uid", PracticeOdooSeed.Robot);
        Env.Set(model, row, "write_uid", PracticeOdooSeed.Robot);
        if (externalId is not null) ExternalIds.Give(Env.With(("noupdate", true)), model, row.Id, externalId);
        return row.Id;
    }
}
