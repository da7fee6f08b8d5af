using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

/// <summary>What Tandem relies on in an Odoo of any version; run on every Odoo there is.</summary>
public abstract partial class OdooContract(OdooWorld world) : IAsyncLifetime
{
    protected OdooWorld World { get; } = world;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await World.Ready();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static async Task<TFailure> Fails<TFailure>(Func<Task> call)
        where TFailure : OdooFailure => Assert.IsType<TFailure>((await Assert.ThrowsAsync<OdooException>(call)).Failure);

    private Task<System.Text.Json.JsonElement> Call(string model, string method, IReadOnlyList<int>? ids = null, OdooContext? context = null, params (string Name, object? Value)[] arguments) =>
        World.Odoo.Call(
            new OdooCall(model, method)
            {
                Ids = ids,
                Arguments = [.. arguments.Select(argument => new OdooArgument(argument.Name, argument.Value))],
                Context = context ?? World.Context,
                Positional = method is "create" or "write" ? 1 : 0,
            },
            Stop);
}
