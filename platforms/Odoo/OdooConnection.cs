namespace Tandem.Odoo;

/// <summary>Where one Odoo is, and as whom Tandem works there.</summary>
/// <param name="Url">Any address inside that Odoo; only its scheme, host and port count.</param>
/// <param name="User">The login of the user.</param>
/// <param name="Secret">An API key or the password; which of the two is found out by trying.</param>
public sealed record OdooConnection(Uri Url, string Database, string User, OdooSecret Secret)
{
    /// <summary>Odoo serves its API at the root of its host only.</summary>
    public Uri Root => new(Url.GetLeftPart(UriPartial.Authority) + "/");

    /// <summary>The Odoo whoever works there: callers with different users share its pace.</summary>
    internal string Server => $"{Root}{Database}";
}
