using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Serialization;
using Orleans.Storage;
using Tandem.Grains.Customers;
using Tandem.Grains.Orders;
using Tandem.Sync.Records;
using Tandem.Tests.Conventions;
using Xunit;

namespace Tandem.Tests.Operations;

/// <summary>Servers of two versions work side by side while they are replaced one after the other: what one says and stores, the other reads.</summary>
public sealed class UpgradeTests
{
    private const string File = "grains/contract.txt";

    private static string[] Written => [.. Repository.Read(File).Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    [Fact]
    public void Nothing_of_the_contract_is_gone_or_means_something_else()
    {
        var now = GrainContract.Lines().ToHashSet(StringComparer.Ordinal);
        // Of an interface, lines of lower versions are history: each raised version has at least as many calls.
        var old = Written.Where(line => line.StartsWith("interface ", StringComparison.Ordinal)).GroupBy(line => line.Split(' ')[1]).SelectMany(group => group.OrderBy(Version).SkipLast(1)).ToHashSet(StringComparer.Ordinal);

        var broken = Written.Where(line => !now.Contains(line) && !old.Contains(line)).ToList();
        Assert.True(broken.Count == 0, $"A server of the version before would misunderstand this one. Keep what the line says and add what is new beside it; a new call raises the [Version] of its interface, with a line of its own:\n{string.Join('\n', broken)}");
    }

    [Fact]
    public void All_of_the_contract_is_written_down()
    {
        if (Environment.GetEnvironmentVariable("TANDEM_CONTRACT") is { Length: > 0 } path)
        {
            System.IO.File.WriteAllLines(path, Written.Concat(GrainContract.Lines()).Distinct().Order(StringComparer.Ordinal));
            Assert.Skip($"Written to {path}.");
        }

        var missing = GrainContract.Lines().Except(Written).ToList();
        Assert.True(missing.Count == 0, $"Add to {File}:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void A_message_with_a_field_more_is_read_by_the_version_before_and_one_without_it_by_the_next()
    {
        using var services = new ServiceCollection().AddSerializer(builder => builder.AddAssembly(typeof(IOrderGrain).Assembly).AddAssembly(typeof(UpgradeTests).Assembly)).BuildServiceProvider();
        var (now, next) = (services.GetRequiredService<Serializer<WakeUp>>(), services.GetRequiredService<Serializer<NextWakeUp>>());
        var at = new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

        Assert.Equal(new WakeUp(SignalSource.Person, at, CreateAgain: true), now.Deserialize(next.SerializeToArray(new NextWakeUp(SignalSource.Person, at, true, false, ["new"], 7))));
        Assert.Equal(new NextWakeUp(SignalSource.Person, at, false, true, null, 0), next.Deserialize(now.SerializeToArray(new WakeUp(SignalSource.Person, at, Pilot: true))));
    }

    /// <summary>As the servers before stored them: without what is new since, and one with what is only newer yet.</summary>
    [Fact]
    public void States_of_the_version_before_and_of_the_next_are_read()
    {
        using var services = new ServiceCollection().AddSerializer(builder => builder.AddAssembly(typeof(IOrderGrain).Assembly)).AddLogging().AddOptions().AddSingleton<OrleansJsonSerializer>().AddSingleton<IGrainStorageSerializer, JsonGrainStorageSerializer>().BuildServiceProvider();
        var states = services.GetRequiredService<IGrainStorageSerializer>();

        var order = states.Deserialize<OrderLink>(BinaryData.FromString(Repository.Read("tests/Tandem.Tests/Operations/States/order-before.json")))!;
        Assert.Equal((4711, "S00042", 3L, "a remark"), (order.OdooId!.Value, order.OdooName, order.SettledUnder, order.Remark));
        Assert.Equal(new BookedLine(17, 1.5m), order.Booked[44]);
        Assert.Empty(order.Fields);
        Assert.Null(order.Hand);

        var customer = states.Deserialize<CustomerLinks>(BinaryData.FromString(Repository.Read("tests/Tandem.Tests/Operations/States/customer-next.json")))!;
        Assert.Equal(9, customer.Partners["customer_1"]);
        Assert.Equal(customer.Partners, states.Deserialize<CustomerLinks>(states.Serialize(customer))!.Partners);
    }

    /// <summary>Of <c>interface tandem.order version 0 calls 1</c>.</summary>
    private static int Version(string line) => int.Parse(line.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The wake-up as a later version may have it.</summary>
    [GenerateSerializer, Alias("tandem.tests.next-wake-up")]
    internal sealed record NextWakeUp(
        [property: Id(0)] SignalSource Source, [property: Id(1)] DateTimeOffset? SignalledAt, [property: Id(2)] bool CreateAgain, [property: Id(3)] bool Pilot,
        [property: Id(4)] string[]? Reasons, [property: Id(5)] long Urgency);
}
