using Tandem.App.Hosting;

namespace Tandem.Sandbox.Campaigns;

/// <summary>Tandem's server on a machine whose clock is wrong; settings come from the environment, as for the app.</summary>
public static class SkewedServer
{
    /// <param name="skew">How far the clock is ahead; negative for behind.</param>
    public static async Task<int> Run(TimeSpan skew)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton<TimeProvider>(new SkewedTime(skew));
        builder.AddTandem().AddTandemWeb();
        await using var app = builder.Build();
        app.MapTandem();
        await app.RunAsync();
        return 0;
    }

    private sealed class SkewedTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
    }
}
