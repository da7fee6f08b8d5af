using Microsoft.Extensions.Logging;
using Tandem.Odoo.Sales;
using Tandem.Shopify.Orders;
using Tandem.Sync;
using Tandem.Sync.Customers;
using Tandem.Sync.Records;
using Tandem.Sync.Sales;

namespace Tandem.Grains.Lots;

/// <summary>A lot of orders, and what they ask for together.</summary>
internal sealed class OrderLot : Lot
{
    public OrderLot(IReadOnlyCollection<RecordKey> members, TimeProvider time, ILogger logger) : this(members, new Questions(), time, logger)
    {
    }

    private OrderLot(IReadOnlyCollection<RecordKey> members, Questions asked, TimeProvider time, ILogger logger)
        : base(members, [asked.Emails, asked.Families, asked.Children, asked.Drafts, asked.Readings, asked.Confirmations, asked.Dates, asked.Marks], time, logger) => Asked = asked;

    public Questions Asked { get; }

    /// <summary>Each thing that an order or its customer asks for.</summary>
    internal sealed class Questions
    {
        public LotQueue<string, IReadOnlyList<(OdooId<Partner> Id, string Name)>> Emails { get; } = new((odoo, asks) => odoo.PartnersByEmail(asks));

        public LotQueue<IReadOnlyList<ContactDraft>, IReadOnlyList<OdooId<Partner>>> Families { get; } = new((odoo, asks) => odoo.EnterFamilies(asks));

        public LotQueue<ContactsToLoad, IReadOnlyList<OdooId<Partner>>> Children { get; } = new((odoo, asks) => odoo.EnterChildren(asks));

        public LotQueue<OrderToLoad, OdooId<SaleOrder>> Drafts { get; } = new((odoo, asks) => odoo.Enter(asks));

        public LotQueue<OdooId<SaleOrder>, SaleOrderReading> Readings { get; } = new((odoo, asks) => odoo.Read(asks));

        public LotQueue<OrderToConfirm, SaleState> Confirmations { get; } = new((odoo, asks) => odoo.Confirm(asks));

        public LotQueue<(OdooId<SaleOrder> Order, DateTimeOffset Date), SaleOrderReading> Dates { get; } = new((odoo, asks) => odoo.RestoreDates(asks));

        public LotQueue<(OrderId Order, OdooMark Mark), bool> Marks { get; } = new((odoo, asks) => odoo.Mark(asks));
    }
}
