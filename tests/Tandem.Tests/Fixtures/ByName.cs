using Tandem.Tests.Fixtures;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCaseOrderer(typeof(ByName))]

namespace Tandem.Tests.Fixtures;

/// <summary>Tests of a class run in the order of their names: the runner's own order depends on the folder of the checkout.</summary>
public sealed class ByName : ITestCaseOrderer
{
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases) where TTestCase : notnull, ITestCase =>
        [.. testCases.OrderBy(test => test.TestCaseDisplayName, StringComparer.Ordinal).ThenBy(test => test.UniqueID, StringComparer.Ordinal)];
}
