using System.IO.Compression;
using System.Text;

namespace Checklists.Documents.Spreadsheets;

/// <summary>Writes a zip container whose bytes depend on its content alone: no clock, no machine.</summary>
internal sealed class PackageWriter : IDisposable
{
    // The first instant a zip entry can bear.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly MemoryStream _bytes = new();
    private readonly ZipArchive _zip;

    public PackageWriter() => _zip = new ZipArchive(_bytes, ZipArchiveMode.Create, leaveOpen: true);

    public void Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    public void Add(string name, ReadOnlySpan<byte> content)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Epoch;
        using var stream = entry.Open();
        stream.Write(content);
    }

    /// <summary>Closes the container and gives its bytes.</summary>
    public byte[] ToArray()
    {
        _zip.Dispose();
        return _bytes.ToArray();
    }

    public void Dispose()
    {
        _zip.Dispose();
        _bytes.Dispose();
    }
}
