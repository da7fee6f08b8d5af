using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Grains.Ledger;
using Tandem.Sandbox.House;
using Tandem.Sync;

namespace Tandem.Load;

/// <summary>How long the pages of a shop with 100,000 orders take that has 5,000 exceptions and four weeks of history: the server's time, over loopback.</summary>
internal static class Pages
{
    private const int Warm = 20;
    private const int Times = 200;
    private const int People = 20;
    private static readonly TimeSpan Home = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Lists = TimeSpan.FromMilliseconds(150);

    public static async Task<int> Run(CancellationToken stop)
    {
        await using var house = await PracticeHouse.Start(new PracticeHouseOptions { Settings = new Dictionary<string, string?> { ["Dispatch:SweepEvery"] = "00:00:00", ["Dispatch:PollEvery"] = "00:00:00" } }, stop);
        // One person alone would be told to slow down.
        var people = Enumerable.Range(42, People).Select(user => new PageVisitor(house.Shopify, house.Shop.Domain, house.AppAddress, user.ToString(CultureInfo.InvariantCulture))).ToList();
        await people[0].Visit("/app", stop);
        await Fill(house.App.Services.GetRequiredService<LedgerDatabase>(), ShopDomain.Parse(house.Shop.Domain), stop);
        var good = true;
        foreach (var (path, most) in new[] { ("/app", Home), ("/app/orders", Lists), ("/app/orders?page=200", Lists), ("/app/orders?standing=blocked", Lists), ("/app/orders?q=77123", Lists), ("/app/orders?q=INV%2F2026%2F77123", Lists), ("/app/exceptions", Lists), ("/app/orders/77123", Lists), ("/app/review", Lists) })
        {
            var took = new List<TimeSpan>();
            for (var i = 0; i < Warm + Times; i++)
            {
                var visitor = people[i % People];
                var began = Stopwatch.GetTimestamp();
                await visitor.Visit(path, stop);
                if (visitor.Status != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {visitor.Status}.");
                if (i >= Warm) took.Add(Stopwatch.GetElapsedTime(began));
            }

            took.Sort();
            var (median, most95) = (took[Times / 2], took[(Times * 95 / 100) - 1]);
            good &= most95 < most;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: median {median.TotalMilliseconds:0} ms, 95 % {most95.TotalMilliseconds:0} ms (below {most.TotalMilliseconds:0}), {people[0].Html.Length / 1024} KB"));
        }

        foreach (var person in people) person.Dispose();
        return good ? 0 : 1;
    }

    /// <summary>Rows as live work leaves them, made in the database itself.</summary>
    private static async Task Fill(LedgerDatabase database, ShopDomain shop, CancellationToken stop)
    {
        const string numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) ";
        var key = new { Shop = shop.Value, Now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() };
        string[] fill =
        [
            "insert into standing (shop, kind, record, standing, detail, shopify_name, odoo_model, odoo_id, odoo_name, attempts, since, changed_at, leased_by, lease_until) " + numbers
                + "select @Shop, 'order', cast(i as text), case when i % 20 = 0 then 'blocked' else 'in_step' end, null, '#' || i, 'sale.order', i + 7, 'S' || i, 0, @Now - i * 24000, @Now - i * 24000, '', 0 from n",
            "insert into blocker (shop, kind, record, position, code, subject, sentence, owner, setting, heals_with_time, proposals, since, flow) " + numbers
                + "select @Shop, 'order', cast(i as text), 0, 'tax_unmapped', 'VAT ' || (i % 60), 'Order #' || i || ': no Odoo tax is decided.', 'finance', 'taxes', 0, '[]', @Now - i * 24000, 'orders' from n where i % 20 = 0",
            "insert into flow_standing (shop, kind, record, flow, standing, since, moved_at) " + numbers + "select @Shop, 'order', cast(i as text), 'orders', case when i % 20 = 0 then 'blocked' else 'in_step' end, @Now, 0 from n",
            "insert into latency (shop, at, milliseconds) " + numbers + "select @Shop, @Now - i * 24000, 400 + i % 5000 from n",
            "insert into activity (at, shop, kind, record, step, outcome, duration_ms, sentence, pass) " + numbers + "select @Now - i * 24000, @Shop, 'order', cast(i as text), 'verify', 'done', 12, 'S' || i || ' agrees with order #' || i || '.', 'p' from n",
            "insert into record_name (shop, name, kind, record) " + numbers + "select @Shop, 'inv/2026/' || i, 'order', cast(i as text) from n union all select @Shop, cast(i + 500000 as text), 'order', cast(i as text) from n",
            "insert into record_name (shop, name, kind, record) " + numbers + "select @Shop, 'wh/out/' || i, 'order', cast(i as text) from n union all select @Shop, cast(i + 5000000000 as text), 'order', cast(i as text) from n",
            "insert into day_count (shop, day, what, times) " + numbers + "select @Shop, @Now / 86400000 - i, 'blocked:tax_unmapped', 200 from n where i <= 28",
        ];
        foreach (var sql in fill) await database.Execute(sql, key, stop);
    }
}
