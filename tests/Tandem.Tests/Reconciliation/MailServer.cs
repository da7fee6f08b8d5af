using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace Tandem.Tests.Reconciliation;

/// <summary>A real mail server (exim) on loopback: it wants encryption and a login, knows two mailboxes, and keeps what it takes in one file.</summary>
public sealed class MailServer : IAsyncLifetime
{
    private const string Program = "/usr/sbin/exim4";

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-exim-").FullName;
    private Process? server;

    public int Port { get; private set; }

    public Uri Address => new($"smtp://reporter:secret@localhost:{Port}");

    /// <summary>The certificate by which it is trusted.</summary>
    public string Authority => Path.Combine(folder, "certificate.pem");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) return;
        // It works as a user of its own, who has to get at everything.
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        Certify();
        await Start();
    }

    /// <summary>Skips where Debian's exim is not installed.</summary>
    public void Required() => Assert.SkipUnless(server is not null, $"No {Program} here.");

    /// <summary>The mails that arrived, once there are so many.</summary>
    public async Task<string> Arrived(int mails, CancellationToken stop)
    {
        var file = Path.Combine(folder, "mailbox");
        while (true)
        {
            var text = File.Exists(file) ? await File.ReadAllTextAsync(file, stop) : "";
            if (text.Split("\nSubject: ").Length - 1 >= mails) return text;
            await Task.Delay(50, stop);
        }
    }

    public async Task Stop()
    {
        if (server is null) return;
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
        server.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is { } running && !HasEnded(running)) await Stop();
        Directory.Delete(folder, recursive: true);
    }

    private static bool HasEnded(Process process)
    {
        try
        {
            return process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private async Task Start()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var settings = Path.Combine(folder, "exim.conf");
        await File.WriteAllTextAsync(settings, Settings());
        server = Process.Start(new ProcessStartInfo(Program, ["-bdf", "-C", settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        for (var tries = 0; tries < 200 && !server.HasExited; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException($"exim did not start: {await server.StandardError.ReadToEndAsync()}");
    }

    private void Certify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asked = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        asked.CertificateExtensions.Add(names.Build());
        using var certificate = asked.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(Authority, certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private string Settings()
    {
        var user = Environment.UserName == "root" ? "Debian-exim" : Environment.UserName;
        return $$"""
            primary_hostname = localhost
            notifier_socket =
            keep_environment =
            spool_directory = {{folder}}/spool
            log_file_path = {{folder}}/log-%s
            pid_file_path = {{folder}}/pid
            daemon_smtp_ports = {{Port}}
            local_interfaces = 127.0.0.1
            exim_user = {{user}}
            deliver_drop_privilege = true
            tls_advertise_hosts = *
            tls_certificate = {{folder}}/certificate.pem
            tls_privatekey = {{folder}}/key.pem
            auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*} }
            acl_smtp_rcpt = recipient
            acl_smtp_data = accept
            begin acl
            recipient:
              deny message = encryption is required
                   !encrypted = *
              deny message = a login is required
                   !authenticated = *
              deny message = no such mailbox here
                   !recipients = owner@example.com : books@example.com
              accept
            begin routers
            keep:
              driver = accept
              transport = file
            begin transports
            file:
              driver = appendfile
              file = {{folder}}/mailbox
              user = {{user}}
              envelope_to_add
            begin authenticators
            plain:
              driver = plaintext
              public_name = PLAIN
              server_prompts = :
              server_condition = ${if eq{$auth2:$auth3}{reporter:secret} }
              server_set_id = $auth2

            """;
    }
}
