using Tandem.Odoo;

namespace Tandem.Tests.Odoo.Contracts;

/// <summary>An Odoo that the contract suite runs on, real or for practice.</summary>
public interface IOdooUnderTest
{
    /// <summary>Where, and as an administrator, who makes taxes, products and users of its own; skips the test where there is none.</summary>
    OdooConnection Connection { get; }
}
