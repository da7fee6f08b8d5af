using Tandem.App.Setup;

namespace Tandem.App.Hosting;

/// <summary><c>health</c>: asks the server on this machine whether it is ready, for a container's health check, where no other program is at hand.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Health { get; } = new(["health [address]                            whether the server on this machine is ready: 0 when it is"], Run);

    private static async Task<int?> Run(CommandCall call)
    {
        if (call.Arguments.Count > 1 || !call.Only()) return null;
        var address = new Uri(call.Arguments is [var given] ? given : Listening(Environment.GetEnvironmentVariable("ASPNETCORE_URLS"), Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS")));
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(new Uri(address, "/health/ready"), call.Stop);
            await call.Output.WriteLineAsync(await answer.Content.ReadAsStringAsync(call.Stop));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            await call.Error.WriteLineAsync($"{address} does not answer: {failure.Message}");
            return 1;
        }
    }

    /// <summary>Where a server with these variables is reached from its own machine.</summary>
    internal static string Listening(string? urls, string? ports)
    {
        if (urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [{ } first, ..])
            return first.Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal);
        return $"http://127.0.0.1:{ports?.Split(';', StringSplitOptions.RemoveEmptyEntries) switch { [{ } port, ..] => port, _ => "5000" }}";
    }
}
