using System.Diagnostics;

namespace Checklists.IntegrationTests.Platform;

/// <summary>
/// Stops the cluster below a directory and removes the directory when this process ends in whatever way, kill -9 included:
/// a shell that waits for the end of its input, which the system closes with us.
/// </summary>
internal sealed class Undertaker : IDisposable
{
    private const string Script = """
        cat >/dev/null
        file=$1/postgres/cluster/postmaster.pid
        if read -r pid 2>/dev/null <"$file" && ps -p "$pid" -o comm= | grep -q postgres; then
          kill -QUIT "$pid"
          tries=0
          while [ -e "$file" ] && kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 250 ]; do sleep 0.02; tries=$((tries + 1)); done
        fi
        rm -rf -- "$1"
        """;

    private readonly Process? _shell;

    private Undertaker(Process? shell) => _shell = shell;

    /// <summary>Begins to watch over a data directory. Does nothing on Windows.</summary>
    public static Undertaker Of(string dataDirectory)
    {
        if (OperatingSystem.IsWindows())
        {
            return new Undertaker(null);
        }

        // nohup: the shell must outlive a Ctrl+C that ends the test run.
        var start = new ProcessStartInfo("nohup", ["/bin/sh", "-c", Script, "sh", dataDirectory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new Undertaker(Process.Start(start));
    }

    public void Dispose()
    {
        if (_shell is not null)
        {
            _shell.StandardInput.Close();
            _shell.WaitForExit();
            _shell.Dispose();
        }
    }
}
