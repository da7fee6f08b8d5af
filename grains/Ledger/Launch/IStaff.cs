using Tandem.Sync;
using Tandem.Sync.Failures;

namespace Tandem.Grains.Ledger;

/// <summary>Who works with Tandem in each shop, and what each may decide.</summary>
public interface IStaff
{
    /// <summary>Who this is; the first who comes owns the shop's setup, everybody later may decide nothing until an owner says so.</summary>
    /// <param name="member">Shopify's number of the staff member.</param>
    Task<StaffMember> Meet(ShopDomain shop, string member, CancellationToken cancellationToken);

    Task<IReadOnlyList<StaffMember>> Of(ShopDomain shop, CancellationToken cancellationToken);

    Task Rename(ShopDomain shop, string member, string name, CancellationToken cancellationToken);

    /// <summary>Gives a member these roles; false when nobody would own the shop's setup any more, or there is no such member.</summary>
    Task<bool> Entrust(ShopDomain shop, string member, bool owner, IReadOnlyCollection<Role> roles, CancellationToken cancellationToken);
}

/// <summary>One person.</summary>
/// <param name="Member">Shopify's number of the staff member.</param>
/// <param name="Name">As they state it; empty until they do.</param>
/// <param name="Owner">May decide everything, entrust others, and launch.</param>
public sealed record StaffMember(string Member, string Name, bool Owner, IReadOnlySet<Role> Roles)
{
    public bool May(Role role) => Owner || Roles.Contains(role);

    /// <summary>How they are named in what is kept.</summary>
    public string Known => Name.Length == 0 ? $"staff member {Member}" : $"{Name} (staff member {Member})";
}
