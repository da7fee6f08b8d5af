namespace Tandem.Shopify.Tokens;

/// <summary>What is kept of a shop's token; access and refresh token are saved together or not at all.</summary>
/// <param name="Scopes">The scopes that the token was granted, as Shopify listed them; a write scope implies its read scope.</param>
public sealed record ShopTokenSet(AccessToken Access, TokenRenewal Renewal, IReadOnlyList<string> Scopes);

/// <summary>A shop's tokens as they stand in the store.</summary>
/// <param name="Version">Counts the saves, from 1; a save names the version it replaces.</param>
public sealed record StoredTokens(ShopTokenSet Tokens, long Version);
