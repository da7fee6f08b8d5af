using System.Text.Json;

namespace Tandem.Odoo;

/// <summary>One Odoo as one user, whatever its version and protocol; shared by all who call it.</summary>
public interface IOdoo
{
    /// <summary>Version, protocol and user, found out on first use.</summary>
    /// <exception cref="Failures.OdooException">Odoo could not be reached or refused the login.</exception>
    Task<OdooSession> Session(CancellationToken cancellation);

    /// <summary>Odoo's bare answer.</summary>
    /// <exception cref="Failures.OdooException">Anything but an answer, as one of a closed set of failures.</exception>
    Task<JsonElement> Call(OdooCall call, CancellationToken cancellation);
}

/// <summary>What is known of an Odoo once logged in.</summary>
/// <param name="User">Database id of the user.</param>
public sealed record OdooSession(OdooVersion Version, OdooProtocol Protocol, int User)
{
    /// <summary>Names the database to an Odoo before 19, and nothing else: nobody is logged in by it. Null where Odoo gave none.</summary>
    internal string? Cookie { get; init; }

    internal DateTimeOffset Since { get; init; }
}

/// <summary>An Odoo's version as it states it, such as 19 with <c>19.0+e-20250918</c>.</summary>
public sealed record OdooVersion(int Major, string Text)
{
    /// <summary>The first version that Tandem knows how to work with.</summary>
    public const int Oldest = 17;

    public override string ToString() => Text;
}

public enum OdooProtocol
{
    /// <summary><c>/jsonrpc</c>: every version, with a password or a key.</summary>
    JsonRpc,

    /// <summary><c>/json/2</c>: from 19 on, with an API key.</summary>
    Json2,
}
