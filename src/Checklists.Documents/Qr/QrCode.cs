using QRCoder;

namespace Checklists.Documents.Qr;

/// <summary>The modules of a QR code, without its quiet zone.</summary>
public sealed class QrCode
{
    /// <summary>Width of the empty frame that readers need, in modules.</summary>
    public const int QuietZone = 4;

    private readonly bool[,] _dark;

    private QrCode(bool[,] dark) => _dark = dark;

    /// <summary>Modules along a side.</summary>
    public int Size => _dark.GetLength(0);

    /// <summary>Encodes a text as UTF-8 with 15 % error correction (level M), the smallest code it fits.</summary>
    /// <exception cref="ArgumentException">The text is empty or longer than a code holds (2,331 bytes).</exception>
    public static QrCode Encode(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        try
        {
            using QRCodeData data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
            return new QrCode(Modules(data));
        }
        catch (QRCoder.Exceptions.DataTooLongException longer)
        {
            throw new ArgumentException("二维码内容超过 2,331 字节，无法编码。请缩短验真网址。", nameof(text), longer);
        }
    }

    /// <summary>Dark modules, joined to runs along each row.</summary>
    public IEnumerable<(int Row, int Column, int Length)> DarkRuns()
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                int start = column;
                while (column < Size && _dark[row, column])
                {
                    column++;
                }

                if (column > start)
                {
                    yield return (row, start, column - start);
                }
            }
        }
    }

    private static bool[,] Modules(QRCodeData data)
    {
        int size = data.ModuleMatrix.Count - (2 * QuietZone);
        var dark = new bool[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                dark[row, column] = data.ModuleMatrix[row + QuietZone][column + QuietZone];
            }
        }

        return dark;
    }
}
