using System.Text;
using Tandem.Sync.Decisions;
using Tandem.Tests.Fixtures;
using Xunit;

namespace Tandem.Tests.Decisions;

/// <summary>The published files, and short ones.</summary>
internal static class Sample
{
    public const string Short = """
        {
          "shop": "alpha.myshopify.com",
          "odoo": { "url": "https://odoo.example.com", "database": "production", "user": "tandem", "secret": "env:TANDEM_ODOO_KEY", "company": 1 },
          "customers": { "strategy": "matchEmail" },
          "products": { "shopify": "sku", "odoo": "internalReference" }
        }
        """;

    public static byte[] File => System.IO.File.ReadAllBytes(Doc("decisions.sample.json"));

    public static string Schema => System.IO.File.ReadAllText(Doc("decisions.schema.json"));

    public static ShopDecisions Decisions => Assert.IsType<DecisionsReading.Read>(DecisionsFile.Read(File)).Decisions;

    public static DecisionsReading.Read Read(string json) => DecisionsFile.Read(Encoding.UTF8.GetBytes(json)) switch
    {
        DecisionsReading.Read read => read,
        DecisionsReading.Wrong wrong => throw new InvalidOperationException(string.Join('\n', wrong.Problems)),
        _ => throw new InvalidOperationException(),
    };

    public static IReadOnlyList<DecisionsProblem> Problems(string json) =>
        Assert.IsType<DecisionsReading.Wrong>(DecisionsFile.Read(Encoding.UTF8.GetBytes(json))).Problems;

    public static string Doc(string name) => Checkout.Path(Path.Combine("docs", name));
}
