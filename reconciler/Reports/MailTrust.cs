using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Tandem.Reconciler;

/// <summary>Trusts a mail server by an authority that its operator named, besides those that the machine trusts.</summary>
internal static class MailTrust
{
    public static RemoteCertificateValidationCallback In(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return (_, certificate, _, errors) =>
        {
            if (errors == SslPolicyErrors.None) return true;
            // A certificate for another name is trusted by nobody.
            if (certificate is not X509Certificate2 shown || errors != SslPolicyErrors.RemoteCertificateChainErrors) return false;
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(shown);
        };
    }
}
