using System.Globalization;
using Tandem.Sandbox.Shopify.Life;
using Tandem.Sandbox.Shopify.Orders;
using Tandem.Sandbox.Shopify.Shops;
using Tandem.Sandbox.Shopify.Webhooks;

namespace Tandem.Sandbox.Lives;

/// <summary>Draws the life of an order: what it begins as, and what is done to it. The same seed draws the same, as long as the order takes it the same.</summary>
internal sealed class LifeDice
{
    private const string Gateway = "shopify_payments";
    private readonly Random random;
    private readonly (int Weight, Func<PracticeOrder, (string Name, Action<OrderDesk, PracticeOrder, DeliveryPlan> Do)> Draw)[] acts;

    public LifeDice(int seed)
    {
        random = new Random(seed);
        Paid = random.Next(3) > 0;
        TaxIncluded = random.Next(2) > 0;
        acts =
        [
            (4, _ => ("pay", (desk, order, news) => desk.Pay(order, plan: news))),
            (1, _ => ("pay a part", (desk, order, news) => desk.Pay(order, 5m, plan: news))),
            (2, Quantity),
            (1, _ => ("add line", (desk, order, news) => desk.Edit(order, new OrderEdit { Add = [order.Description.Lines[0] with { Variant = DemoOrders.Teapot, Title = "Teapot", Price = 34.90m, Quantity = 1, RemovedQuantity = 0 }] }, news))),
            (1, _ => Note(random.Next(100))),
            (2, order => Ship(Line(order))),
            (2, _ => ("ship the rest", (desk, order, news) => desk.Fulfill(order, plan: news))),
            (4, Refund),
            (1, _ => ("refund money", (desk, order, news) => desk.Refund(order, new RefundDescription { Amount = 2.50m, Gateway = Gateway }, news))),
            (2, _ => Cancel(random.Next(2) == 0, random.Next(4) > 0)),
        ];
    }

    public bool Paid { get; }

    private bool TaxIncluded { get; }

    public OrderDescription Placed(int number) => (TaxIncluded ? DemoOrders.TaxIncluded() : DemoOrders.Simple()) with
    {
        Customer = DemoOrders.Ada with { Id = 7_400_000_000_000 + number, FirstName = "Liv", LastName = $"Life {number}", Email = $"life{number}@example.com" },
        Payments = Paid ? [new PaymentDescription { Gateway = Gateway }] : [],
    };

    /// <summary>One to six.</summary>
    public int Acts() => random.Next(1, 7);

    /// <summary>Often none, sometimes long enough for Tandem to look.</summary>
    public TimeSpan Pause() => TimeSpan.FromMilliseconds(random.Next(3) switch { 0 => 0, 1 => random.Next(200), _ => random.Next(1500) });

    public LifeAct Act(PracticeOrder order, TimeSpan pause)
    {
        var at = random.Next(acts.Sum(act => act.Weight));
        var (name, act) = acts.First(one => (at -= one.Weight) < 0).Draw(order);
        return new LifeAct(name, pause, News(), act);
    }

    public DeliveryPlan News() => new() { SameAgain = random.Next(3), Delay = random.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(random.Next(1000)) };

    private int Line(PracticeOrder order) => random.Next(order.Description.Lines.Count);

    private (string, Action<OrderDesk, PracticeOrder, DeliveryPlan>) Quantity(PracticeOrder drawnFor)
    {
        var (line, units) = (Line(drawnFor), random.Next(0, 5));
        return (Text($"line {line} becomes {units}"), (desk, order, news) => desk.Edit(order, new OrderEdit { Quantities = new Dictionary<int, int> { [Known(order, line)] = units } }, news));
    }

    private static (string, Action<OrderDesk, PracticeOrder, DeliveryPlan>) Note(int which) =>
        (Text($"note {which}"), (desk, order, news) => desk.Edit(order, new OrderEdit { Note = Text($"note {which}") }, news));

    private static (string, Action<OrderDesk, PracticeOrder, DeliveryPlan>) Ship(int line) =>
        (Text($"ship a unit of line {line}"), (desk, order, news) => desk.Fulfill(order, [new LineUnits(Known(order, line), 1)], plan: news));

    private (string, Action<OrderDesk, PracticeOrder, DeliveryPlan>) Refund(PracticeOrder drawnFor)
    {
        var (line, restock) = (Line(drawnFor), random.Next(3) switch { 0 => "CANCEL", 1 => "RETURN", _ => "NO_RESTOCK" });
        return (Text($"refund a unit of line {line} {restock}"), (desk, order, news) =>
            desk.Refund(order, new RefundDescription { Lines = [new LineUnits(Known(order, line), 1)], RestockType = restock, Gateway = Gateway }, news));
    }

    private static (string, Action<OrderDesk, PracticeOrder, DeliveryPlan>) Cancel(bool restock, bool refund) =>
        ($"cancel {(restock ? "with" : "without")} restock {(refund ? "and" : "without")} refund", (desk, order, news) => desk.Cancel(order, restock: restock, refund: refund, plan: news));

    /// <summary>A line that an act left out would have added is refused, as everything that is not there.</summary>
    private static int Known(PracticeOrder order, int line) => line < order.Description.Lines.Count ? line : throw new LifeRefusal("Line item does not exist", "lineItemId");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
