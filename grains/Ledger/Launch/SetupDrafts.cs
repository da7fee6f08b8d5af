using Tandem.Sync;

namespace Tandem.Grains.Ledger;

/// <inheritdoc />
internal sealed class SetupDrafts(LedgerDatabase database, TimeProvider clock) : ISetupDrafts
{
    public async Task<SetupDraft?> Find(ShopDomain shop, CancellationToken cancellationToken) => (await database.Query<DraftRow>(
        "select version as Version, based_on as BasedOn, document as Document, saved_at as SavedAt, saved_by as SavedBy from setup_draft where shop = @Shop",
        new { Shop = shop.Value }, cancellationToken)).SingleOrDefault()?.Read();

    public async Task<bool> Save(ShopDomain shop, long readVersion, long basedOn, string document, string by, CancellationToken cancellationToken) => await database.Execute(
        readVersion == 0
            ? "insert into setup_draft (shop, version, based_on, document, saved_at, saved_by) values (@Shop, 1, @BasedOn, @Document, @Now, @By) on conflict do nothing"
            : "update setup_draft set version = version + 1, based_on = @BasedOn, document = @Document, saved_at = @Now, saved_by = @By where shop = @Shop and version = @ReadVersion",
        new { Shop = shop.Value, ReadVersion = readVersion, BasedOn = basedOn, Document = document, Now = clock.NowMs(), By = by }, cancellationToken) > 0;

    public async Task<SetupSight?> Seen(ShopDomain shop, CancellationToken cancellationToken) => (await database.Query<SightRow>(
        "select document as Document, seen_at as SeenAt from setup_sight where shop = @Shop", new { Shop = shop.Value }, cancellationToken))
        .Select(row => new SetupSight(row.Document, UnixTime.Read(row.SeenAt))).SingleOrDefault();

    public Task NoteSeen(ShopDomain shop, string document, CancellationToken cancellationToken) => database.Execute(
        """
        insert into setup_sight (shop, document, seen_at) values (@Shop, @Document, @Now)
        on conflict (shop) do update set document = excluded.document, seen_at = excluded.seen_at
        """,
        new { Shop = shop.Value, Document = document, Now = clock.NowMs() }, cancellationToken);

    public Task Note(ShopDomain shop, string by, string sentence, CancellationToken cancellationToken) => database.Execute(
        "insert into setup_diary (shop, at, done_by, sentence) values (@Shop, @Now, @By, @Sentence)",
        new { Shop = shop.Value, Now = clock.NowMs(), By = by, Sentence = sentence }, cancellationToken);

    public async Task<IReadOnlyList<SetupDeed>> Diary(ShopDomain shop, Page page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var rows = await database.Query<DeedRow>(
            "select at as At, done_by as By, sentence as Sentence from setup_diary where shop = @Shop order by id desc limit @Size offset @Skip",
            new { Shop = shop.Value, Size = (long)page.Size, Skip = (long)page.Skip }, cancellationToken);
        return [.. rows.Select(row => new SetupDeed(UnixTime.Read(row.At), row.By, row.Sentence))];
    }

    private sealed record DraftRow(long Version, long BasedOn, string Document, long SavedAt, string SavedBy)
    {
        public SetupDraft Read() => new(Version, BasedOn, Document, UnixTime.Read(SavedAt), SavedBy);
    }

    private sealed record SightRow(string Document, long SeenAt);

    private sealed record DeedRow(long At, string By, string Sentence);
}
