using Tandem.Grains.Ledger;
using Tandem.Sync.Records;

namespace Tandem.Reconciler;

/// <summary>What is known of a shop at one moment, as far as people may have to be told.</summary>
/// <param name="Held">Records that wait for a paused flow.</param>
/// <param name="WaitingSince">When the oldest signal came that nothing holds back; null when none waits.</param>
/// <param name="ServerRuns">Whether any of Tandem's servers is there.</param>
/// <param name="NoWebhooks">People were told already that no webhooks come.</param>
/// <param name="TokenRefused">When Shopify refused the token and its renewal; null while it is good.</param>
/// <param name="TokenEnds">When the token can no longer be renewed; null where it does not end or is not known.</param>
/// <param name="KeyEnds">When the first API key of Tandem's user in Odoo ends; null where none does or Odoo could not be asked.</param>
internal sealed record AlertSight(
    ConnectedShop Shop, IReadOnlyDictionary<Flow, int> Held, DateTimeOffset? WaitingSince, bool ServerRuns, bool NoWebhooks,
    DateTimeOffset? TokenRefused, DateTimeOffset? TokenEnds, DateTimeOffset? KeyEnds);
