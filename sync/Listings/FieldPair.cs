using System.Security.Cryptography;
using System.Text;
using Tandem.Sync.Decisions;

namespace Tandem.Sync.Listings;

/// <summary>One field of a product, or of one of its variants.</summary>
/// <param name="Variant">Null for the product's own.</param>
/// <param name="Field">Its word in the decisions file, or a metafield's <c>namespace.key</c>.</param>
public readonly record struct FieldPlace(VariantId? Variant, string Field);

/// <summary>The two values of an owned field.</summary>
/// <param name="Name">The product or variant, for people.</param>
/// <param name="Refusal">Why it cannot be carried although the values differ; null where it can.</param>
public sealed record FieldPair(FieldPlace Place, string Name, FieldOwner Owner, string? Shopify, string? Odoo, string? Refusal = null)
{
    /// <summary>What both sides are to say.</summary>
    public string? Wanted => Owner == FieldOwner.Odoo ? Odoo : Shopify;

    /// <summary>What the side says that is not the owner.</summary>
    public string? Other => Owner == FieldOwner.Odoo ? Shopify : Odoo;

    public bool Agree => string.Equals(Shopify, Odoo, StringComparison.Ordinal);
}

/// <summary>What both sides last said alike about a field.</summary>
/// <param name="Digest">Of the value; null where they never agreed.</param>
/// <param name="Taken">A person said that the owner's value counts.</param>
public sealed record SettledField(FieldPlace Place, string? Digest, bool Taken)
{
    /// <summary>A short mark of a value; texts themselves are not kept.</summary>
    public static string DigestOf(string? value) => value is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..32];
}

/// <summary>What is to be done about a field.</summary>
public abstract record FieldStep
{
    private FieldStep() { }

    /// <summary>Both sides say the same.</summary>
    public sealed record Nothing : FieldStep;

    /// <summary>The owner's value is written on the other side.</summary>
    public sealed record Write : FieldStep;

    /// <summary>A person has to say what counts.</summary>
    public sealed record Tell(string Why) : FieldStep;

    /// <summary>Only what the owner alone has changed is written; what somebody changed on the other side is told, never overwritten.</summary>
    /// <param name="before">Null where the field was never looked at.</param>
    public static FieldStep Of(FieldPair pair, SettledField? before)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (pair.Agree) return new Nothing();
        if (pair.Refusal is { } refusal) return new Tell(refusal);
        if (before is { Taken: true }) return new Write();
        // Nobody's word is lost where nothing stood.
        if (before?.Digest is not { } digest) return pair.Other is null ? new Write() : new Tell(ListingText.NeverAgreed(pair));
        if (digest == SettledField.DigestOf(pair.Other)) return new Write();
        return new Tell(digest == SettledField.DigestOf(pair.Wanted) ? ListingText.ChangedByOther(pair) : ListingText.ChangedByBoth(pair));
    }
}
