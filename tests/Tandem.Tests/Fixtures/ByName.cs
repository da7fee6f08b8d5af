using System.Security.Cryptography;
using System.Text;
using Tandem.Tests.Fixtures;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCollectionOrderer(typeof(ByName))]
// Twice as many as the smallest machine has cores: much of a test is waiting for a database, a browser or a process.
[assembly: Parallelization(MaxThreads = 4)]
[assembly: Xunit.TestMethodOrderer(typeof(ByName))]
[assembly: Xunit.TestCaseOrderer(typeof(ByName))]

namespace Tandem.Tests.Fixtures;

/// <summary>Tests run in the order of their names, everywhere: the runner's own order depends on the folder of the checkout.</summary>
/// <remarks>No test may need another before it: <c>TANDEM_TESTS_SHUFFLE</c>, any word, puts them into an order that follows from it.</remarks>
public sealed class ByName : ITestCollectionOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    private static readonly string? Shuffle = Environment.GetEnvironmentVariable("TANDEM_TESTS_SHUFFLE");

    /// <summary>These begin first: they take a minute and more, and what is left for the end runs alone.</summary>
    private static readonly string[] Longest = ["Faults.MishapTests", "Launch.SetupWalkTests", "Launch.WrongInputTests", "Story.OutageTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => !Longest.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal))).ThenBy(collection => Key(collection.TestCollectionDisplayName), StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods) where TTestMethod : notnull, ITestMethod =>
        [.. testMethods.OrderBy(method => Key(method?.MethodName ?? ""), StringComparer.Ordinal)];

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases) where TTestCase : notnull, ITestCase =>
        [.. testCases.OrderBy(test => Key(test.TestCaseDisplayName), StringComparer.Ordinal).ThenBy(test => test.UniqueID, StringComparer.Ordinal)];

    private static string Key(string name) =>
        string.IsNullOrEmpty(Shuffle) ? name : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Shuffle + name)));
}
