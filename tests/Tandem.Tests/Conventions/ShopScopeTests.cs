using System.Text.RegularExpressions;
using Xunit;

namespace Tandem.Tests.Conventions;

/// <summary>Every SQL statement over a table with rows of shops names the shop, or stands here with the reason why it concerns all of them.</summary>
public sealed partial class ShopScopeTests
{
    /// <summary>How it begins, and why.</summary>
    private static readonly Dictionary<string, string> OfAllShops = new(StringComparer.Ordinal)
    {
        ["delete from activity where id in"] = "retention",
        ["delete from latency where at <"] = "retention",
        ["update inbox set body = null where received_at <"] = "retention",
        ["delete from inbox where state = 'done'"] = "retention",
        ["delete from day_count where day <"] = "retention",
        ["update privacy_request set traces = null where traces is not null and (done_at <"] = "retention",
        ["update inbox set body = null where id"] = "rows by their own numbers, which the erasure read with the shop",
        ["update history_import set after = @Next"] = "a row by its own number, which was read with the shop",
        ["select domain from shop order by domain"] = "which shops may have decided how long things are kept",
        ["select shop as Shop, count(*) as Records from ("] = "which shops are worked on",
        ["select shop as Shop, count(*) as Records from inbox_lease"] = "which shops' imports are worked on",
        ["select shop as Shop, count(*) as Signals"] = "the backlog of each shop, for operators",
        ["select shop as Shop, flow as One, case when code is null"] = "metrics, by shop",
        ["select 1 from standing d where {IsDue}"] = "whether anything is due",
        ["select distinct shop from standing where once_odoo_answers is not null"] = "which Odoos are waited for",
        ["update inbox_lease set lease_until = 0"] = "what dead workers had",
        ["update standing set lease_until = 0"] = "what dead workers had",
        ["select {StandingRow.Columns} from standing s where s.leased_by = @Worker"] = "what this worker has just taken",
        ["update inbox set state = 'done', done_at = @Now"] = "rows by their own numbers, which the claim read with the shop",
        ["select shop from secret union select shop from token"] = "whether there are secrets at all",
        ["insert into inbox ({Columns}, state)"] = "its columns begin with the shop",
    };

    /// <summary>Conditions that are put together elsewhere; there the shop must stand.</summary>
    private static readonly Dictionary<string, (string Where, string Text)> Composed = new(StringComparer.Ordinal)
    {
        ["select {ActivityRow.Columns} from activity {which}"] = ("grains/Ledger/Activity/Activity.cs", "where shop = @Shop"),
        ["delete from inbox_lease"] = ("grains/Ledger/Inbox/InboxClaims.cs", "Mine = \"where shop = @Shop"),
        ["update inbox_lease set lease_until = @Again"] = ("grains/Ledger/Inbox/InboxClaims.cs", "Mine = \"where shop = @Shop"),
        ["select id as Id, shop as Shop, topic as Topic, customer as Customer"] = ("grains/Ledger/Privacy/PrivacyRequests.cs", "where shop = @Shop and id = @Id"),
        ["select id as Id, shop as Shop, placed_from as PlacedFrom"] = ("grains/Ledger/History/HistoryImports.cs", "where shop = @Shop order by id"),
        ["select {ProductMatchRow.Columns} from product_match where {where}"] = ("grains/Ledger/Products/ProductMatches.cs", "shop = @Shop"),
        ["select {ShopRow.Columns} from shop where {where}"] = ("grains/Ledger/Shops/Shops.cs", "domain = @Shop"),
        ["select {StandingRow.Columns} from standing s where {where}"] = ("grains/Ledger/Standings/StandingSearch.cs", "s.shop = @Shop"),
    };

    [Fact]
    public void No_statement_reads_or_writes_rows_of_all_shops()
    {
        var tables = Repository.Files().Where(path => path.StartsWith("grains/Ledger/Sql/", StringComparison.Ordinal)).SelectMany(path => Table.Matches(Repository.Read(path)))
            .Where(table => ShopColumn.IsMatch(table.Groups[2].Value)).Select(table => table.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var statements = Repository.Files().Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && !path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(path => Literals(Repository.Read(path)).Where(text => Verb.IsMatch(text) && Source.Matches(text).Any(source => tables.Contains(source.Groups[1].Value))).Select(text => (path, text))).ToList();
        var unscoped = statements.Where(one => !Scope.IsMatch(one.text)).ToList();

        Assert.True(tables.Count >= 29 && statements.Count >= 140, $"Only {tables.Count} tables and {statements.Count} statements were found.");
        Assert.Empty(unscoped.Where(one => !OfAllShops.Keys.Concat(Composed.Keys).Any(known => one.text.StartsWith(known, StringComparison.Ordinal))).Select(one => $"{one.path}: {one.text}"));
        Assert.All(OfAllShops.Keys.Concat(Composed.Keys), known => Assert.Contains(unscoped, one => one.text.StartsWith(known, StringComparison.Ordinal)));
        Assert.All(Composed.Values, place => Assert.Contains(place.Text, Repository.Read(place.Where), StringComparison.Ordinal));
    }

    /// <summary>Every text of a source file, on one line.</summary>
    private static IEnumerable<string> Literals(string source)
    {
        var raw = Raw.Matches(source).Select(match => match.Groups[1].Value);
        return raw.Concat(Plain.Matches(Raw.Replace(source, "")).Select(match => match.Groups[1].Value)).Select(text => Space.Replace(text, " ").Trim());
    }

    [GeneratedRegex(@"create table (\w+) \((.*?)\);", RegexOptions.Singleline)]
    private static partial Regex Table { get; }

    [GeneratedRegex(@"^\s+(shop|domain) text", RegexOptions.Multiline)]
    private static partial Regex ShopColumn { get; }

    [GeneratedRegex(@"\b(select|update|insert|delete)\b")]
    private static partial Regex Verb { get; }

    [GeneratedRegex(@"\b(?:from|update|into|join) (\w+)\b")]
    private static partial Regex Source { get; }

    [GeneratedRegex(@"@Shop\b|\bshop = |\bshop, ")]
    private static partial Regex Scope { get; }

    [GeneratedRegex("\"\"\"(.*?)\"\"\"", RegexOptions.Singleline)]
    private static partial Regex Raw { get; }

    [GeneratedRegex("\"((?:[^\"\\\\\n]|\\\\.)*)\"")]
    private static partial Regex Plain { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space { get; }
}
