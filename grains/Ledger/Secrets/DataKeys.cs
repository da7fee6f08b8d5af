using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Tandem.Grains.Ledger;

/// <summary>Keeps the key ring of ASP.NET Data Protection in the ledger, so that every process of a shop's Tandem opens the same secrets.</summary>
internal sealed class DataKeys(LedgerDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Dialect.NewConnection();
        connection.Open();
        return [.. connection.Query<string>("select xml from data_key order by name").Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var connection = database.Dialect.NewConnection();
        connection.Open();
        connection.Execute(
            "insert into data_key (name, xml) values (@Name, @Xml) on conflict do nothing",
            new { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
    }
}
