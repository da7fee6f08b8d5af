namespace Tandem.Tests.Fixtures;

/// <summary>Where pictures of the pages are left for people to look at: the folder that <c>TANDEM_SCREENSHOTS</c> names, else one of the build's artefacts.</summary>
public static class Screenshots
{
    public static string Folder() => Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("TANDEM_SCREENSHOTS") is { Length: > 0 } named ? named : Checkout.Path(Path.Combine("artifacts", "screenshots"))).FullName;
}
