namespace Tandem.Grains.Dispatch;

/// <summary>How eagerly signals are worked on; section <c>Dispatch</c>.</summary>
public sealed class DispatchOptions
{
    /// <summary>Passes under way at once in this process.</summary>
    public int Passes { get; set; } = 32;

    /// <summary>
    /// Passes of one shop under way at once, in all processes: its Odoo is the bottleneck, others must not wait for it.
    /// More than its Odoo takes at once, for many passes only read Shopify and write down that nothing changed.
    /// </summary>
    public int PassesPerShop { get; set; } = 16;

    /// <summary>How many orders of an import go together, so that what each of them asks of Odoo is asked for all in one call; 1 lets each go alone.</summary>
    public int LotOrders { get; set; } = 50;

    /// <summary>How many such lots of one shop go at once: while Odoo works for one, the other is read from Shopify and written down.</summary>
    public int LotsPerShop { get; set; } = 2;

    /// <summary>How many lots this process works on at once, of all shops.</summary>
    public int Lots { get; set; } = 4;

    /// <summary>How long a claim is this process's; longer than any pass, so that a record is never worked on twice at once while its worker lives.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(16);

    /// <summary>How often an order whose pass has not answered is asked whether it is under way at all: an answer, or the question, can be lost with a server that dies.</summary>
    public TimeSpan LookForPassEvery { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a stopping process waits for its passes before others take them over; within the 30 seconds that a stop may take.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a quiet dispatcher looks for signals of other processes and for retries that are due.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often each shop is swept for changes that no webhook announced; zero turns sweeping off.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often each Odoo is asked for what left its warehouses; zero turns asking off.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often an Odoo that records wait for is asked whether it answers again; zero leaves each record to its own time.</summary>
    public TimeSpan LookForOdooEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often each Odoo is asked for changed stock; zero turns asking off.</summary>
    public TimeSpan PollStockEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often all levels of a location are compared, whether anything was said to have changed or not.</summary>
    public TimeSpan CompareStockEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often each Odoo is asked for changed products; zero turns asking off.</summary>
    public TimeSpan PollProductsEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often all linked products are compared, whether anything was said to have changed or not.</summary>
    public TimeSpan CompareProductsEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often it is looked whether the catalogues are to be compared, which is once a day at a quiet hour of the shop; zero turns that off.</summary>
    public TimeSpan LookForMatchEvery { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often an import of older orders looks whether more of them can go to the inbox; zero turns importing off.</summary>
    public TimeSpan FeedHistoryEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How far a sweep reads back behind its cursor: Shopify's index lags.</summary>
    public TimeSpan SweepOverlap { get; set; } = TimeSpan.FromMinutes(10);
}
