using Tandem.Odoo;
using Tandem.Odoo.Failures;
using Tandem.Odoo.Records;
using Xunit;

namespace Tandem.Tests.Odoo.Contracts;

public abstract partial class OdooContract
{
    private const int NoSuchId = 99_999_999;

    private static readonly string[] Unknown = ["nosuch"];

    private static object[] NoConditions => [];

    private int Customer => World.Partners.Customer.Value;

    [Fact]
    public async Task A_model_that_is_not_there_is_named() =>
        Assert.Equal("no.such.model", (await Fails<OdooFailure.ModelMissing>(() => Call("no.such.model", "search_count", arguments: ("domain", NoConditions)))).Model);

    [Fact]
    public async Task A_method_that_is_not_there_is_named() =>
        Assert.Equal("nosuch", (await Fails<OdooFailure.MethodMissing>(() => Call("res.partner", "nosuch", []))).Method);

    [Fact]
    public async Task A_private_method_cannot_be_called() => await Fails<OdooFailure.PrivateMethod>(() => Call("res.partner", "_compute_display_name", [Customer]));

    [Fact]
    public async Task A_company_that_is_not_the_users_is_denied() =>
        await Fails<OdooFailure.AccessDenied>(() => Call("res.partner", "search_count", null, OdooContext.In(NoSuchId), ("domain", NoConditions)));

    [Fact]
    public async Task A_field_that_is_not_there_is_named_whatever_the_call()
    {
        var values = new Dictionary<string, object?> { ["name"] = "x", ["nosuch"] = 1 };
        object[] condition = [new object[] { "nosuch", "=", 1 }];
        Func<Task>[] calls =
        [
            () => Call("res.partner", "create", arguments: ("vals_list", new[] { values })),
            () => Call("res.partner", "write", [Customer], arguments: ("vals", values)),
            () => Call("res.partner", "read", [Customer], arguments: ("fields", Unknown)),
            () => Call("res.partner", "search_read", null, null, ("domain", NoConditions), ("fields", Unknown), ("limit", 1)),
            () => Call("res.partner", "search_count", arguments: ("domain", condition)),
        ];

        foreach (var call in calls) Assert.Equal("nosuch", (await Fails<OdooFailure.FieldMissing>(call)).Field);
    }

    [Fact]
    public async Task A_record_that_is_gone_is_missing_from_a_read_and_named_by_a_write()
    {
        Assert.Empty(await World.Odoo.Read("res.partner", [NoSuchId], ["name"], World.Context, Stop));
        Assert.Empty(await World.Odoo.WebRead("sale.order", [NoSuchId], Specification.Of("name"), World.Context, Stop));
        var values = new Dictionary<string, object?> { ["name"] = "x" };
        var missing = await Fails<OdooFailure.RecordMissing>(() => Call("res.partner", "write", [NoSuchId], arguments: ("vals", values)));
        Assert.Equal($"res.partner({NoSuchId})", missing.Record);
    }

    [Fact]
    public async Task A_link_to_a_record_that_is_gone_is_named()
    {
        var values = new Dictionary<string, object?> { ["partner_id"] = NoSuchId };

        await Fails<OdooFailure.RecordMissing>(() => Call("sale.order", "create", arguments: ("vals_list", new[] { values })));
    }

    [Fact]
    public async Task A_rule_of_the_business_is_told_in_Odoos_words()
    {
        var loop = new Dictionary<string, object?> { ["parent_id"] = Customer };
        var nothing = new Dictionary<string, object?>();

        Assert.NotEmpty((await Fails<OdooFailure.Rejected>(() => Call("res.partner", "write", [Customer], arguments: ("vals", loop)))).Message);
        Assert.NotEmpty((await Fails<OdooFailure.Rejected>(() => Call("sale.order", "create", arguments: ("vals_list", new[] { nothing })))).Message);
    }

    [Fact]
    public async Task A_value_or_argument_that_Odoo_cannot_take_is_a_defect()
    {
        var type = new Dictionary<string, object?> { ["name"] = "x", ["color"] = "abc" };
        var selection = new Dictionary<string, object?> { ["name"] = "x", ["type"] = "abc" };

        await Fails<OdooFailure.WrongType>(() => Call("res.partner", "create", arguments: ("vals_list", new[] { type })));
        await Fails<OdooFailure.WrongType>(() => Call("res.partner", "create", arguments: ("vals_list", new[] { selection })));
        await Fails<OdooFailure.WrongType>(() => Call("res.partner", "search_read", null, null, ("domain", NoConditions), ("nosuch", 1)));
    }

    [Fact]
    public async Task An_answer_without_a_value_is_null()
    {
        var order = await NewOrder("locks");

        var answer = await World.Odoo.Invoke("sale.order", "action_lock", [order.Value], World.Context, Stop);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.ValueKind);
    }
}
