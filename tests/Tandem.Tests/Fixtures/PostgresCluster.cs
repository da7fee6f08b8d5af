using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Tandem.Tests.Fixtures;

/// <summary>A throw-away PostgreSQL from the machine's own programs; it ends, and leaves nothing, with its disposal.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string programs;
    private readonly string folder;
    private readonly int port;
    private int databases;

    private PostgresCluster(string programs, string folder, int port) => (this.programs, this.folder, this.port) = (programs, folder, port);

    /// <summary>The folder of <c>initdb</c> and <c>pg_ctl</c>; null where PostgreSQL's server is not installed.</summary>
    public static string? Programs()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(onPath).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")));
    }

    /// <param name="durable">With fsync, as in production; without, a test run is several times faster.</param>
    public static async Task<PostgresCluster> Start(string programs, bool durable, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"tandem-pg-{Environment.ProcessId}-{Path.GetRandomFileName()}");
        await Run("mkdir", ["-m", "700", folder], cancellationToken);
        await Run(Path.Combine(programs, "initdb"), ["-D", folder, "-A", "trust", "-U", "tandem", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"], cancellationToken);
        for (var left = 3; ; left--)
        {
            var cluster = new PostgresCluster(programs, folder, FreePort());
            var settings = $"-p {cluster.port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200{(durable ? "" : " -c fsync=off -c full_page_writes=off")}";
            try
            {
                await Run(Path.Combine(programs, "pg_ctl"), ["-D", folder, "-o", settings, "-l", Path.Combine(folder, "log"), "-w", "start"], cancellationToken);
                return cluster;
            }
            catch (InvalidOperationException) when (left > 1)
            {
                // A port that was free a moment ago may be somebody else's by now.
            }
        }
    }

    public int Port => port;

    /// <summary>A connection string to a new, empty database.</summary>
    public async Task<string> NewDatabase(CancellationToken cancellationToken) =>
        await NewDatabase(ConnectionTo("postgres"), $"tandem_{Interlocked.Increment(ref databases)}", cancellationToken);

    /// <summary>Creates a database on the server that a connection string names and answers the connection string to it.</summary>
    public static async Task<string> NewDatabase(string server, string name, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(cancellationToken);
        await using var create = connection.CreateCommand();
        create.CommandText = $"create database {name}";
        await create.ExecuteNonQueryAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    /// <summary>Stops the server as a power cut would; <see cref="Restart"/> brings it back with its data.</summary>
    public Task Stop(CancellationToken cancellationToken) =>
        Run(Path.Combine(programs, "pg_ctl"), ["-D", folder, "-m", "immediate", "-w", "stop"], cancellationToken);

    public Task Restart(CancellationToken cancellationToken) =>
        Run(Path.Combine(programs, "pg_ctl"), ["-D", folder, "-l", Path.Combine(folder, "log"), "-w", "restart"], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(folder, "postmaster.pid"))) await Stop(CancellationToken.None);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private string ConnectionTo(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=tandem;Database={database};Maximum Pool Size=60");

    // PostgreSQL refuses to run as root.
    private static Task Run(string program, string[] arguments, CancellationToken cancellationToken) => Environment.UserName == "root"
        ? Start("runuser", ["-u", "postgres", "--", program, .. arguments], cancellationToken)
        : Start(program, arguments, cancellationToken);

    private static async Task Start(string program, string[] arguments, CancellationToken cancellationToken)
    {
        // Redirected output would stay open with the server that pg_ctl leaves behind; it goes to the server's log instead.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
