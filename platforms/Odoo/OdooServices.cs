using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.Odoo.Pacing;

namespace Tandem.Odoo;

/// <summary>Registers the Odoo client.</summary>
public static class OdooServices
{
    /// <summary>Adds <see cref="IOdooClients"/>, with options from the section <c>Odoo</c>.</summary>
    public static IServiceCollection AddTandemOdoo(this IServiceCollection services)
    {
        services.AddOptions<OdooOptions>().BindConfiguration("Odoo");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<OwnTurns>();
        services.TryAddSingleton<IOdooTurns>(provider => provider.GetRequiredService<OwnTurns>());
        services.TryAddSingleton<IOdooClients, OdooClients>();
        return services;
    }
}
