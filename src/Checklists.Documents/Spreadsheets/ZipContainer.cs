using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Checklists.Documents.Spreadsheets;

/// <summary>
/// Reads a zip container from memory with every limit counted while inflating. The central directory is walked by hand:
/// <see cref="ZipArchive"/> would build an object for each of 65,535 entries before one can refuse.
/// </summary>
internal sealed class ZipContainer
{
    private const uint EndSignature = 0x06054b50;
    private const uint DirectorySignature = 0x02014b50;
    private const uint LocalSignature = 0x04034b50;
    private const int EndLength = 22;
    private const int DirectoryLength = 46;
    private const int LocalLength = 30;
    private const string Remedy = "请用 WPS 或 Excel 重新打开原表，“另存为”Excel 工作簿（.xlsx）后再报";

    private readonly ReadOnlyMemory<byte> _content;
    private readonly SpreadsheetLimits _limits;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private long _unpacked;

    public ZipContainer(ReadOnlyMemory<byte> content, SpreadsheetLimits limits)
    {
        _content = content;
        _limits = limits;
        ReadDirectory(content.Span);
    }

    private sealed record Entry(string Name, ushort Flags, ushort Method, int PackedSize, int Offset);

    public IReadOnlyCollection<string> Names => _entries.Keys;

    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Opens an entry for reading once, forward only.</summary>
    public Stream Open(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            throw new SpreadsheetException($"工作簿缺少组成部分“{name}”，文件不完整", Remedy);
        }

        if ((entry.Flags & 1) != 0)
        {
            throw new SpreadsheetException("文件带有打开密码，无法读取", "请在 WPS 或 Excel 里取消密码，另存后再报");
        }

        var packed = new CountedSlice(_content.Slice(DataStart(entry), entry.PackedSize));
        Stream data = entry.Method switch
        {
            0 => packed,
            8 => new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw new SpreadsheetException("工作簿用了少见的压缩方式，无法读取", Remedy),
        };
        return new LimitedStream(data, packed, this);
    }

    /// <summary>Unpacks an entry whole.</summary>
    public byte[] ReadAll(string name)
    {
        using var stream = Open(name);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static SpreadsheetException Damaged() => new("文件已损坏，不是完整的 Excel 工作簿", Remedy);

    private static SpreadsheetException TooLarge() =>
        new("文件解压后异常庞大，可能不是正常的表格，已停止读取", "请新建一个工作簿，只把清单内容复制过去（粘贴为数值），另存为 .xlsx 后再报");

    private void ReadDirectory(ReadOnlySpan<byte> bytes)
    {
        var end = FindEnd(bytes);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(end + 10)..]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 12)..]);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 16)..]);
        if (count > _limits.MaxEntries)
        {
            throw TooLarge();
        }

        if ((ulong)start + size > (ulong)end)
        {
            throw Damaged();
        }

        var at = (int)start;
        for (var i = 0; i < count; i++)
        {
            at = ReadDirectoryEntry(bytes, at, end);
        }

        RefuseOverlaps();
    }

    private int ReadDirectoryEntry(ReadOnlySpan<byte> bytes, int at, int end)
    {
        if (at + DirectoryLength > end || BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) != DirectorySignature)
        {
            throw Damaged();
        }

        var header = bytes[at..];
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        var next = at + DirectoryLength + nameLength
            + BinaryPrimitives.ReadUInt16LittleEndian(header[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        var packed = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        if (next > end || (ulong)offset + LocalLength + packed > (ulong)bytes.Length)
        {
            throw Damaged();
        }

        var name = Encoding.UTF8.GetString(header.Slice(DirectoryLength, nameLength)).Replace('\\', '/').TrimStart('/');
        var entry = new Entry(
            name,
            BinaryPrimitives.ReadUInt16LittleEndian(header[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(header[10..]),
            (int)packed,
            (int)offset);
        if (!_entries.TryAdd(name, entry))
        {
            throw Damaged();
        }

        return next;
    }

    private static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var lowest = Math.Max(0, bytes.Length - EndLength - ushort.MaxValue);
        for (var at = bytes.Length - EndLength; at >= lowest; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) == EndSignature)
            {
                return at;
            }
        }

        throw Damaged();
    }

    // Entries that share packed bytes are how a small file unpacks to a huge one without a high ratio.
    private void RefuseOverlaps()
    {
        long previousEnd = 0;
        foreach (var entry in _entries.Values.OrderBy(e => e.Offset))
        {
            if (entry.Offset < previousEnd)
            {
                throw TooLarge();
            }

            previousEnd = (long)entry.Offset + LocalLength + entry.PackedSize;
        }
    }

    private int DataStart(Entry entry)
    {
        var local = _content.Span[entry.Offset..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(local) != LocalSignature)
        {
            throw Damaged();
        }

        var start = entry.Offset + LocalLength
            + BinaryPrimitives.ReadUInt16LittleEndian(local[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        return start + entry.PackedSize <= _content.Length ? start : throw Damaged();
    }

    private void Count(int read, long entryTotal, long packed)
    {
        _unpacked += read;
        if (entryTotal > _limits.MaxEntryBytes
            || _unpacked > _limits.MaxUnpackedBytes
            || (entryTotal > _limits.RatioGraceBytes && entryTotal > packed * _limits.MaxRatio))
        {
            throw TooLarge();
        }
    }

    /// <summary>The packed bytes of an entry; its position says how many were consumed.</summary>
    private sealed class CountedSlice(ReadOnlyMemory<byte> bytes) : ForwardStream
    {
        public int Consumed { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            // Small bites keep the consumed count close to what was really inflated.
            var length = Math.Min(Math.Min(buffer.Length, 4096), bytes.Length - Consumed);
            bytes.Span.Slice(Consumed, length).CopyTo(buffer);
            Consumed += length;
            return length;
        }
    }

    private sealed class LimitedStream(Stream data, CountedSlice packed, ZipContainer container) : ForwardStream
    {
        private long _total;

        public override int Read(Span<byte> buffer)
        {
            var read = data.Read(buffer[..Math.Min(buffer.Length, 32 * 1024)]);
            _total += read;
            container.Count(read, _total, packed.Consumed);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            data.Dispose();
            base.Dispose(disposing);
        }
    }
}
