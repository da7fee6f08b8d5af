using System.Globalization;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Lives;

/// <summary>One order that is placed and then acted upon at random, as far as Shopify allows, with signals that repeat and come late.</summary>
internal sealed class RandomLife
{
    private const string Gateway = "shopify_payments";
    private readonly PracticeShop shop;
    private readonly Random random;
    private readonly List<string> told = [];
    private readonly (string Name, int Weight, Action<DeliveryPlan> Do)[] acts;

    public RandomLife(PracticeShop shop, int seed, int number)
    {
        (this.shop, random, Seed) = (shop, new Random(seed), seed);
        var paid = random.Next(3) > 0;
        Order = shop.Place(Placed(number, paid));
        told.Add(paid ? "placed and paid" : "placed");
        acts =
        [
            ("pay", 4, plan => shop.Desk.Pay(Order, plan: plan)),
            ("pay a part", 1, plan => shop.Desk.Pay(Order, 5m, plan: plan)),
            ("edit quantity", 2, plan => shop.Desk.Edit(Order, new OrderEdit { Quantities = new Dictionary<int, int> { [Line()] = random.Next(0, 5) } }, plan)),
            ("add line", 1, plan => shop.Desk.Edit(Order, new OrderEdit { Add = [Order.Description.Lines[0] with { Variant = DemoOrders.Teapot, Title = "Teapot", Price = 34.90m, Quantity = 1, RemovedQuantity = 0 }] }, plan)),
            ("note", 1, plan => shop.Desk.Edit(Order, new OrderEdit { Note = $"note {random.Next(100)}" }, plan)),
            ("ship a unit", 2, plan => shop.Desk.Fulfill(Order, [new LineUnits(Line(), 1)], plan: plan)),
            ("ship the rest", 2, plan => shop.Desk.Fulfill(Order, plan: plan)),
            ("refund a unit", 4, plan => shop.Desk.Refund(Order, Given(), plan)),
            ("refund money", 1, plan => shop.Desk.Refund(Order, new RefundDescription { Amount = 2.50m, Gateway = Gateway }, plan)),
            ("cancel", 2, plan => shop.Desk.Cancel(Order, restock: random.Next(2) == 0, refund: random.Next(4) > 0, plan: plan)),
        ];
    }

    public int Seed { get; }

    public PracticeOrder Order { get; }

    public string Told => string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, order {Order.Name}: {string.Join(", ", told)}");

    /// <summary>One to six acts, each as soon as the one before it, or a little later.</summary>
    public async Task Live(CancellationToken stop)
    {
        shop.Webhooks.Announce(Order, "orders/create", Signals());
        for (var left = random.Next(1, 7); left > 0; left--)
        {
            await Task.Delay(random.Next(3) switch { 0 => 0, 1 => random.Next(200), _ => random.Next(1500) }, stop);
            for (var tries = 0; tries < 20 && !Acted(); tries++) { }
        }
    }

    private bool Acted()
    {
        var at = random.Next(acts.Sum(act => act.Weight));
        var chosen = acts.First(act => (at -= act.Weight) < 0);
        var (plan, count) = (Signals(), told.Count);
        try
        {
            chosen.Do(plan);
            told.Insert(count, string.Create(CultureInfo.InvariantCulture, $"{chosen.Name} ({plan.SameAgain} again, {plan.Delay.TotalMilliseconds:0} ms late)"));
            return true;
        }
        catch (LifeRefusal)
        {
            told.RemoveRange(count, told.Count - count);
            return false;
        }
    }

    private DeliveryPlan Signals() => new() { SameAgain = random.Next(3), Delay = random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(random.Next(1000)) };

    private int Line() => random.Next(Order.Description.Lines.Count);

    private RefundDescription Given()
    {
        var given = new RefundDescription { Lines = [new LineUnits(Line(), 1)], RestockType = random.Next(3) switch { 0 => "CANCEL", 1 => "RETURN", _ => "NO_RESTOCK" }, Gateway = Gateway };
        told.Add($"line {given.Lines[0].Line} {given.RestockType}");
        return given;
    }

    private OrderDescription Placed(int number, bool paid)
    {
        var kind = random.Next(2) == 0 ? DemoOrders.Simple() : DemoOrders.TaxIncluded();
        return kind with
        {
            Customer = DemoOrders.Ada with { Id = 7_400_000_000_000 + number, FirstName = "Liv", LastName = $"Life {number}", Email = $"life{number}@example.com" },
            Payments = paid ? [new PaymentDescription { Gateway = Gateway }] : [],
        };
    }
}
