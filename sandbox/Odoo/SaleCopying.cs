using System.Globalization;
using Tandem.Sandbox.Odoo.Orm;
using Tandem.Sandbox.Odoo.Wire;

namespace Tandem.Sandbox.Odoo;

/// <summary>A sales order that is copied with its lines, transfers, invoices, payments and external ids.</summary>
public sealed class SaleCopying
{
    private readonly Server server;
    private readonly Copying copying;

    internal SaleCopying(Server server, Copying copying) => (this.server, this.copying) = (server, copying);

    /// <param name="text">What becomes of every text in it, external ids included.</param>
    /// <param name="products">Products that stand for others.</param>
    public void Copy(Func<string, string> text, IReadOnlyDictionary<int, int> products, DateTimeOffset placed) => server.Look(env =>
    {
        copying.Copy(env, text, products, placed.UtcDateTime.ToString(Env.TimeFormat, CultureInfo.InvariantCulture));
        env.Database.Undo.Commit();
        return 0;
    });
}
