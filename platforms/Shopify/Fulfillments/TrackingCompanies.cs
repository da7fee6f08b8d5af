namespace Tandem.Shopify.Fulfillments;

/// <summary>The carriers for whose tracking numbers Shopify makes links, spelled as it needs them (FulfillmentTrackingInfo.company, API 2026-07).</summary>
public static class TrackingCompanies
{
    /// <summary>Those of all countries together.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "4PX", "ACS Courier", "AGS", "Alliance Air Freight", "Allied Express", "Amazon", "Amazon Logistics UK", "An Post", "Anjun Logistics", "APC",
        "Aramex Australia", "Aras Kargo", "Asendia USA", "Australia Post", "Bluedart", "Bonds", "Bonshaw", "BoxKnight", "BPost",
        "BPost International", "Bring", "BRT", "Canada Post", "Canpar", "CDL Last Mile", "China Post", "Chronopost", "Chukou1", "Colis Privé",
        "Colissimo", "Comingle", "Coordinadora", "Correios", "Correos", "Couriers Please", "CTT", "CTT Express", "Cyprus Post", "Delhivery",
        "Delnext", "Deutsche Post", "Deutsche Post (DE)", "Deutsche Post (EN)", "DHL", "DHL eCommerce", "DHL eCommerce Asia", "DHL Express",
        "DHL Parcel", "Direct Couriers", "DPD", "DPD Ireland", "DPD Local", "DPD UK", "DTD Express", "DTDC", "DX", "Eagle", "Ecom Express", "Ekart",
        "Estes", "Evri", "Fastway", "FedEx", "First Global Logistics", "First Line", "FSC", "Fulfilla", "Gati KWE", "GLS", "GLS Italy",
        "GO Logistics", "Guangdong Weisuyi Information Technology (WSE)", "Heppner Internationale Spedition GmbH & Co.", "Hermes", "Hunter Express",
        "Iceland Post", "IDEX", "India Post", "Inpost", "Intelcom", "Israel Post", "Japan Post (EN)", "Japan Post (JA)", "La Poste Burkina Faso",
        "La Poste Colissimo", "Lasership", "Latvia Post", "Lietuvos Paštas", "Logisters", "Lone Star Overnight", "Loomis", "LSO", "M3 Logistics",
        "Meteor Space", "Mondial Relay", "New Zealand Post", "NinjaVan", "North Russia Supply Chain (Shenzhen) Co.", "Northline", "Old Dominion",
        "OnTrac", "Packeta", "Pago Logistics", "Pandion", "Parcelforce", "Pilot Freight", "Ping An Da Tengfei Express", "Pitney Bowes",
        "Portal PostNord", "Poste Italiane", "PostNL", "PostNord DK", "PostNord NO", "PostNord SE", "Professional Couriers", "PTT", "Purolator",
        "Qxpress", "Qyun Express", "R+L Carriers", "Royal Mail", "Royal Shipments", "Sagawa (EN)", "Sagawa (JA)", "Sendle", "SEUR", "SF Express",
        "SFC Fulfillment", "Shadowfax", "ShipBob", "SHREE NANDAN COURIER", "Singapore Post", "Skynet", "Southwest Air Cargo", "Speedy", "StarTrack",
        "Step Forward Freight", "Swiship", "Swiss Post", "Sürat Kargo", "TForce Final Mile", "Tinghao", "TNT", "TNT Australia", "Toll IPEC",
        "Tuffnells", "United Delivery Service", "UPS", "USPS", "Venipak", "WanbExpress", "We Post", "Whistl", "Wizmo", "WMYC", "Xpedigo",
        "XPO Logistics", "XpressBees", "Yamato (EN)", "Yamato (JA)", "YiFan Express", "Yodel", "YunExpress", "Yurtiçi Kargo", "Zásilkovna",
        "Österreichische Post", "エコ配", "名鉄運輸", "日本通運", "福山通運", "第一貨物", "西濃スーパーエキスプレス", "西濃運輸",
    ];

    private static readonly Dictionary<string, string> Spelling =
        All.DistinctBy(name => name, StringComparer.OrdinalIgnoreCase).ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Shopify's spelling of a carrier that it knows; any other name as it is; null for none.</summary>
    public static string? Named(string? carrier)
    {
        var name = carrier?.Trim();
        return string.IsNullOrEmpty(name) ? null : Spelling.GetValueOrDefault(name, name);
    }

    /// <summary>Shopify makes a link for this carrier's numbers.</summary>
    public static bool Knows(string? carrier) => carrier is not null && Spelling.ContainsKey(carrier.Trim());
}
