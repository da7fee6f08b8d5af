using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Tandem.Sandbox.Odoo.Models;
using Tandem.Sandbox.Odoo.Orm;
using Tandem.Sandbox.Odoo.Pages;
using Tandem.Sandbox.Odoo.Seed;
using Tandem.Sandbox.Odoo.Wire;

namespace Tandem.Sandbox.Odoo;

/// <summary>An Odoo to practise on: listens on loopback until it is disposed.</summary>
public sealed class PracticeOdoo : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Server server;

    private PracticeOdoo(WebApplication app, Server server, PracticeOdooOptions options, Faults faults, PracticeCalls calls)
    {
        (this.app, this.server) = (app, server);
        (Options, Faults, Calls) = (options, faults, calls);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public PracticeOdooOptions Options { get; }

    /// <summary>For instance http://127.0.0.1:40123.</summary>
    public Uri Address { get; }

    public string Database => Options.Database;

    /// <summary>Login of the connector's user.</summary>
    public string User => PracticeOdooSeed.Login;

    public string Password => PracticeOdooSeed.Password;

    public string ApiKey => PracticeOdooSeed.ApiKey;

    public Faults Faults { get; }

    public PracticeCalls Calls { get; }

    /// <summary>Starts a server with the seeded database.</summary>
    public static async Task<PracticeOdoo> Start(PracticeOdooOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var database = new Orm.Database(ModelDefinition.All(options.Version, options.Manufacturing));
        var registry = AllModels.Registry(options);
        PracticeOdooSeed.Fill(new Env(database, registry, options, 1, [], root: true));
        var (faults, calls) = (new Faults(), new PracticeCalls());
        var server = new Server(database, registry, options, faults, calls);
        var app = Host(options, new Entrance(server, new Doors(database, PracticeOdooSeed.Passwords, PracticeOdooSeed.Keys), faults, new RecordPages(server)));
        await app.StartAsync(cancellationToken);
        return new PracticeOdoo(app, server, options, faults, calls);
    }

    /// <summary>All records of a model with their stored fields, for looking from a test.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Records(string model) => server.Look(env => Inspection.Records(env, model));

    /// <summary>Those of which one field says such a thing; among very many records that is much less work.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Records(string model, string field, Func<object?, bool> such) => server.Look(env => Inspection.Records(env, model, field, such));

    /// <summary>The record behind an external id such as <c>tandem_shop.order_1</c>; none where it is not there.</summary>
    public IReadOnlyDictionary<string, object?>? Record(string model, string externalId) => server.Look(env => Inspection.Record(env, model, externalId));

    /// <summary>Changes records as a person in Odoo would, without rights or rules.</summary>
    public void Change(string model, int id, IReadOnlyDictionary<string, object?> values) => server.Look(env =>
    {
        Writing.Write(env, model, [id], values);
        env.Database.Undo.Commit();
        return 0;
    });

    /// <summary>Changes records in a transaction that began so long ago and commits only now: Odoo notes the time at which it began.</summary>
    public void ChangeLate(string model, int id, IReadOnlyDictionary<string, object?> values, TimeSpan began) => server.Look(env =>
    {
        Writing.Write(env, model, [id], values);
        env.Set(model, env.Row(model, id), "write_date", (Options.Clock.GetUtcNow() - began).UtcDateTime.ToString(Env.TimeFormat, System.Globalization.CultureInfo.InvariantCulture));
        env.Database.Undo.Commit();
        return 0;
    });

    /// <summary>Deletes a record as a person in Odoo would.</summary>
    public void Delete(string model, int id) => server.Look(env =>
    {
        Writing.Unlink(env, model, [id]);
        env.Database.Undo.Commit();
        return 0;
    });

    /// <summary>Creates a record as a person in Odoo would; the new id.</summary>
    public int Add(string model, IReadOnlyDictionary<string, object?> values) => server.Look(env =>
    {
        var row = Writing.Create(env, model, values);
        env.Database.Undo.Commit();
        return row.Id;
    });

    /// <summary>Copies sales orders with all that came of them, row by row: what a million calls would have made, without them.</summary>
    /// <returns>One to copy each of the orders with, at any later time.</returns>
    public IReadOnlyList<SaleCopying> Copying(IReadOnlyList<int> orders) => server.Look(env => orders.Select(order => new SaleCopying(server, new Copying(env, "sale.order", order))).ToList());

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
        server.Dispose();
    }

    /// <summary>The process belongs to somebody else: its signals are not ours.</summary>
    private sealed class GuestLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static WebApplication Host(PracticeOdooOptions options, Entrance entrance)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = 128 << 20;
        });
        builder.WebHost.UseSetting("urls", "");
        var app = builder.Build();
        app.Run(entrance.Answer);
        return app;
    }
}
