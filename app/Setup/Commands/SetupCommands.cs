using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.Sync;

namespace Tandem.App.Setup;

/// <summary><c>setup check|apply|export</c>.</summary>
internal static class SetupCommands
{
    public static Command Setup { get; } = new(
        [
            "setup check <shop> <file.json> [--json]    test a decisions file against Odoo; changes nothing; - reads it from the input",
            "setup apply <shop> <file.json> [--json]    test it, and store it when nothing is wrong",
            "setup export <shop> <file.json>            write what is stored to a file; - writes it to the output",
        ],
        Run);

    private static async Task<int?> Run(CommandCall call)
    {
        if (call.Arguments is not [var verb and ("check" or "apply" or "export"), var name, var path]) return null;
        if (!(verb == "export" ? call.Only() : call.Only("--json"))) return null;
        if (!ShopDomain.TryParse(name, out var shop))
        {
            await call.Error.WriteLineAsync($"“{name}” is no shop: write its permanent domain, such as alpha.myshopify.com.");
            return Commands.NotUnderstood;
        }

        return verb switch
        {
            "check" => await call.Services.GetRequiredService<SetupCheckCommand>().Run(shop, path, call),
            "apply" => await call.Services.GetRequiredService<SetupApplyCommand>().Run(shop, path, call),
            _ => await call.Services.GetRequiredService<SetupExportCommand>().Run(shop, path, call),
        };
    }
}

/// <summary>Registers what setting up a shop needs besides ledger and platforms.</summary>
public static class SetupServices
{
    public static IServiceCollection AddTandemSetup(this IServiceCollection services)
    {
        services.AddOptions<SetupOptions>();
        services.TryAddSingleton<ShopStatements>();
        services.TryAddSingleton<StockSteps>();
        services.TryAddSingleton<ListingSteps>();
        services.TryAddSingleton<SetupCheck>();
        services.TryAddSingleton<SetupApply>();
        services.TryAddSingleton<GuidedSetup>();
        services.TryAddSingleton<OrderSights>();
        services.TryAddSingleton<SetupCheckCommand>();
        services.TryAddSingleton<SetupApplyCommand>();
        services.TryAddSingleton<SetupExportCommand>();
        return services;
    }
}
