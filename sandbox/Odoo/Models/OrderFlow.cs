using Tandem.Sandbox.Odoo.Orm;

namespace Tandem.Sandbox.Odoo.Models;

/// <summary>How orders move between states by their public methods.</summary>
internal static class OrderFlow
{
    public static object? Confirm(Env env, Call call)
    {
        var orders = Orders(env, call);
        foreach (var order in orders)
        {
            if (order.Text("state") is not ("draft" or "sent")) throw OdooException.User("Some orders are not in a state requiring confirmation.");
            if (OrderAmounts.Lines(env, order).Any(line => line.Link("product_id") is null && !line.Flag("is_downpayment")))
                throw OdooException.User("Some order lines are missing a product, you need to correct them before going further.");
        }

        foreach (var order in orders)
        {
            env.Set("sale.order", order, "state", "sale");
            env.Set("sale.order", order, "date_order", env.Now);
            env.Set("sale.order", order, "write_date", env.Now);
            Confirmed(env, order);
        }

        return true;
    }

    /// <summary>What a confirmed order starts: a message and deliveries.</summary>
    public static void Confirmed(Env env, Row order)
    {
        Chatter.Post(env);
        Procurement.Follow(env, order, [.. OrderAmounts.Lines(env, order)]);
    }

    public static object? Cancel(Env env, Call call)
    {
        var orders = Orders(env, call);
        if (orders.Any(order => order.Flag("locked"))) throw OdooException.User("You cannot cancel a locked order. Please unlock it first.");
        if (!env.Is19 && orders.Any(order => order.Text("state") != "draft") && !Conversion.Truth(env.Context.GetValueOrDefault("disable_cancel_warning")))
            return Wizard(orders[0]);
        foreach (var order in orders)
        {
            Procurement.Cancel(env, order);
            CancelDrafts(env.Sudo(), order);
            env.Set("sale.order", order, "state", "cancel");
            env.Set("sale.order", order, "write_date", env.Now);
        }

        return true;
    }

    /// <summary>Invoices that were not posted go with their order.</summary>
    private static void CancelDrafts(Env env, Row order)
    {
        var drafts = SoldQuantities.Documents(env, order).Where(id => env.Row(Moves.Name, id).Text("state") == "draft").ToList();
        if (drafts.Count > 0) MovePosting.Cancel(env, new Call(Moves.Name, drafts, new Dictionary<string, object?>()));
    }

    public static object? Draft(Env env, Call call)
    {
        var cancelled = Orders(env, call).Where(order => order.Text("state") is "cancel" or "sent").ToList();
        foreach (var order in cancelled) env.Set("sale.order", order, "state", "draft");
        return cancelled.Count > 0;
    }

    public static object? Lock(Env env, Call call, bool locked)
    {
        foreach (var order in Orders(env, call)) env.Set("sale.order", order, "locked", locked);
        return null;
    }

    private static List<Row> Orders(Env env, Call call)
    {
        Access.Check(env, "sale.order", 'w');
        var orders = call.Ids.Select(id => env.Row("sale.order", id)).ToList();
        Access.CheckRows(env, "sale.order", orders, "write");
        return orders;
    }

    private static Dictionary<string, object?> Wizard(Row order) => new()
    {
        ["name"] = "Cancel Sales Order",
        ["view_mode"] = "form",
        ["res_model"] = "sale.order.cancel",
        ["view_id"] = 1125,
        ["type"] = "ir.actions.act_window",
        ["context"] = new Dictionary<string, object?>
        {
            ["default_template_id"] = 14,
            ["default_order_id"] = order.Id,
            ["mark_so_as_canceled"] = true,
            ["default_email_layout_xmlid"] = "mail.mail_notification_layout_with_responsible_signature",
            ["model_description"] = "Sales Order",
        },
        ["target"] = "new",
    };
}
