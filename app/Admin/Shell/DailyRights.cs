using Tandem.Grains.Ledger;
using Tandem.Sync.Failures;
using Tandem.Sync.Records;

namespace Tandem.App.Admin;

/// <summary>Who may do what day by day: an owner everything, everybody else by the roles that an owner gave.</summary>
internal static class DailyRights
{
    public static IReadOnlyList<Role> AnyRole { get; } = [];

    /// <summary>Which Odoo product a variant is, and whose word counts about its fields.</summary>
    public static IReadOnlyList<Role> OfProducts { get; } = [Role.Ecommerce, Role.Operations];

    /// <summary>Older orders go through the books of finance and the hands of whoever runs Tandem.</summary>
    public static IReadOnlyList<Role> OfHistory { get; } = [Role.Finance, Role.Technical];

    /// <summary>Whoever answers for what moves in a flow; the technical owner stops and starts any.</summary>
    public static IReadOnlyList<Role> Of(Flow flow) => flow switch
    {
        Flow.Payments or Flow.Refunds => [Role.Finance, Role.Technical],
        Flow.Fulfillments or Flow.Inventory => [Role.Operations, Role.Technical],
        _ => [Role.Ecommerce, Role.Technical],
    };

    /// <summary>What a person corrected is judged by those whose job it was; any of them may leave the order out.</summary>
    public static IReadOnlyList<Role> Of(IEnumerable<Blocker> blockers) => [.. blockers.Select(blocker => blocker.Owner).Distinct().Order()];

    /// <summary>Whether a person may; of no roles at all, any is enough.</summary>
    public static bool May(StaffMember member, IReadOnlyList<Role> roles) => member.Owner || (roles.Count == 0 ? member.Roles.Count > 0 : roles.Any(member.Roles.Contains));

    /// <param name="what">Such as <c>pauses the flow “orders”</c>.</param>
    public static string Sentence(IReadOnlyList<Role> roles, string what) => roles.Count == 0
        ? Say($"Only somebody with a role here {what}. An owner of the setup gives roles on the page Launch.")
        : Say($"Only {string.Join($" {Say("or")} ", roles.Select(ExceptionsWords.Whose).Append(Say("an owner of the setup")))} {what}. The page Launch says who that is.");

    /// <summary>Null for a person who may; else why not, for a page that still shows what was typed.</summary>
    public static async Task<string?> Denied(this PageRequest page, IStaff staff, IReadOnlyList<Role> roles, string what) =>
        May(await staff.Meet(page.Shop, page.User, page.Stop), roles) ? null : Sentence(roles, what);

    /// <summary>Null for a person who may; else the page that says who does.</summary>
    public static async Task<IResult?> Refuse(this PageRequest page, IStaff staff, IReadOnlyList<Role> roles, string what, string back) =>
        await page.Denied(staff, roles, what) is { } sentence ? PageRequest.Show<RefusedPage>(new { page.Frame, Sentence = sentence, Back = back }, StatusCodes.Status403Forbidden) : null;
}
