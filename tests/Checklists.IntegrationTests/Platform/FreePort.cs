using System.Net;
using System.Net.Sockets;

namespace Checklists.IntegrationTests.Platform;

/// <summary>A port that nothing listens on right now.</summary>
public static class FreePort
{
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
