using System.Net;
using System.Net.Sockets;

namespace Checklists.Server.Cli;

/// <summary>The port that the service listens on.</summary>
internal static class Port
{
    /// <summary>Fails early, before a database is started or a list imported.</summary>
    /// <exception cref="BadInputException">Another program uses the port, or it is no port.</exception>
    public static void DemandFree(int port)
    {
        if (port is < 1 or > 65535)
        {
            throw new BadInputException($"端口 {port} 无效：请用 --port 给出 1 到 65535 之间的数。");
        }

        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
        }
        catch (SocketException exception)
        {
            throw new BadInputException($"端口 {port} 不能使用（{exception.SocketErrorCode}）：可能已被其他程序占用。请停止该程序，或用 --port 换一个端口。");
        }
    }
}
