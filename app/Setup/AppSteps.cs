using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;

namespace Tandem.App.Setup;

/// <summary>Whether the Odoo apps are installed that booking orders needs.</summary>
internal static class AppSteps
{
    private static readonly string[] Modules = ["sale", "sale_stock"];

    /// <returns>Whether orders can be asked for at all, and what was found.</returns>
    public static async Task<(bool Sales, IReadOnlyList<SetupFinding> Findings)> Look(IOdoo odoo, CancellationToken stop)
    {
        IReadOnlyList<OdooRecord> found;
        try
        {
            found = await odoo.SearchRead("ir.module.module", Domain.Where("name", "in", Modules).And("state", "=", "installed"), ["name"], OdooContext.Plain, stop);
        }
        catch (OdooException failed) when (failed.Failure is OdooFailure.AccessDenied)
        {
            // Only internal users may ask.
            return (true, [SetupFinding.Warning("user", "Tandem's user may not see which apps are installed, so it is no internal user of Odoo.", "Make it an internal user in Odoo (Settings, Users).", "odoo.user")]);
        }

        var installed = found.Select(module => module.Text("name")).ToHashSet();
        if (!installed.Contains("sale"))
            return (false, [SetupFinding.Error("connection", "The Sales app is not installed in this Odoo, so there is nowhere to book orders; nothing else could be compared.", "Install Sales in Odoo (Apps), then check again.", "odoo.database")]);
        return (true, installed.Contains("sale_stock") ? [] : [SetupFinding.Fact("connection", "The Inventory app is not installed in this Odoo: confirmed orders make no deliveries.")]);
    }
}
