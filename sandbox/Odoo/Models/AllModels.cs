using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>Every model that does more than store.</summary>
internal static class AllModels
{
    public static Registry Registry(PracticeOdooOptions options) => new(
        [
            new Partners(), new ProductTemplates(), new ProductVariants(), new Taxes(), new SaleOrders(), new OrderLines(), new Pickings(),
            new Moves(), new MoveLines(), new Payments(), new PaymentRegisters(), new MoveReversals(), new InvoiceWizards(), new Journals(),
            new StockMoves(), new Quants(), new Warehouses(), new PickingTypes(), new ReturnDialogues(), new ReturnDialogueLines(), new BackorderDialogues(),
            new Locations(), new Countries(), new CountryStates(), new Categories(), new Pricelists(), new PriceRules(),
            new ProductAttributes(), new AttributeValues(), new AttributeLines(), new TemplateValues(), new Users(), new CompanyRecords(), new ModelData(),
            new Bills(), new BillLines(),
        ],
        BaseMethods.All(options));
}
