using Tandem.Sync.Decisions;
using Tandem.Tests.Decisions;
using Xunit;

namespace Tandem.Tests.Launch;

/// <summary>An approval is of what was decided when it was given.</summary>
public sealed class ApprovalKeepingTests
{
    private static readonly Approval Given = new("finance", "Grace", new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly TaxDecision Vat = new("VAT", 0.2m, null, null, null, new OdooReference("VAT 20%", null));

    [Fact]
    public void A_changed_decision_loses_its_approval_and_the_others_keep_theirs()
    {
        var before = With(Vat);
        var changed = With(Vat with { OdooTax = new OdooReference("VAT 20% on top", null) });

        var kept = ApprovalKeeping.WithoutStale(changed, [before]);

        Assert.Equal(new Approval("finance", null, null), kept.Approvals["taxes"]);
        Assert.Equal(Given, kept.Approvals["customers"]);
    }

    [Fact]
    public void The_same_file_applied_again_does_not_bring_the_approval_back()
    {
        var before = With(Vat);
        var changed = With(Vat with { Rate = 0.19m });
        var kept = ApprovalKeeping.WithoutStale(changed, [before]);

        Assert.Null(ApprovalKeeping.WithoutStale(changed, [kept, before]).Approvals["taxes"].ApprovedAt);
    }

    [Fact]
    public void An_approval_given_anew_counts_and_so_does_the_first()
    {
        var before = With(Vat);
        var anew = With(Vat with { Rate = 0.19m }) with { };
        anew = anew with { Approvals = new Dictionary<string, Approval>(anew.Approvals) { ["taxes"] = Given with { ApprovedAt = Given.ApprovedAt!.Value.AddDays(1) } } };

        Assert.NotNull(ApprovalKeeping.WithoutStale(anew, [before]).Approvals["taxes"].ApprovedAt);
        Assert.Equal(Given, ApprovalKeeping.WithoutStale(before, []).Approvals["taxes"]);
    }

    private static ShopDecisions With(TaxDecision tax) => Sample.Decisions with
    {
        Taxes = [tax], Approvals = new Dictionary<string, Approval> { ["taxes"] = Given, ["customers"] = Given },
    };
}
