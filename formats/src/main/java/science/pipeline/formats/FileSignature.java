package science.pipeline.formats;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Tells by its first bytes that a file is no text in UTF-8, and what it seems to be. */
final class FileSignature {

    private static final List<Signature> KNOWN = List.of(
            new Signature("compressed with gzip twice", "unpack it first: gunzip -k", 0x1F, 0x8B),
            new Signature("compressed with zstd", "unpack it first: zstd -d", 0x28, 0xB5, 0x2F, 0xFD),
            new Signature("compressed with bzip2", "unpack it first: bunzip2 -k", 'B', 'Z', 'h'),
            new Signature("compressed with xz", "unpack it first: unxz -k", 0xFD, '7', 'z', 'X', 'Z'),
            new Signature("a zip archive or a spreadsheet", "unpack it, or save it as CSV", 'P', 'K', 3, 4),
            new Signature("a Parquet file", "save it as CSV", 'P', 'A', 'R', '1'),
            new Signature("a ROOT file", "save its tree as CSV", 'r', 'o', 'o', 't', 0),
            new Signature("an HDF5 file", "save it as CSV", 0x89, 'H', 'D', 'F'),
            new Signature("text in UTF-16", "rewrite it: iconv -f UTF-16 -t UTF-8", 0xFF, 0xFE),
            new Signature("text in UTF-16", "rewrite it: iconv -f UTF-16 -t UTF-8", 0xFE, 0xFF));

    private record Signature(String is, String remedy, int... first) {

        boolean begins(byte[] bytes) {
            for (int i = 0; i < first.length; i++) {
                if (i >= bytes.length || (bytes[i] & 0xFF) != first[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private FileSignature() {}

    /**
     * @param bytes the first of them, uncompressed if they were compressed with gzip
     * @throws FileFault if it is none of the files that can be read
     */
    static void check(Path file, byte[] bytes) {
        for (Signature signature : KNOWN) {
            if (signature.begins(bytes)) {
                throw refusal(file, signature.is, signature.remedy);
            }
        }
        if (new String(bytes, StandardCharsets.ISO_8859_1).indexOf(0) >= 0) {
            boolean isEverySecond =
                    bytes.length > 3 && (bytes[0] == 0 ^ bytes[1] == 0) && (bytes[2] == 0 ^ bytes[3] == 0);
            throw isEverySecond
                    ? refusal(file, "text in UTF-16", "rewrite it: iconv -f UTF-16LE (or UTF-16BE) -t UTF-8")
                    : refusal(file, "binary, with bytes that are 0", "save it as CSV");
        }
    }

    private static FileFault refusal(Path file, String is, String remedy) {
        return new FileFault(file + ": it seems to be " + is + ", expected CSV or JSON lines in UTF-8; " + remedy);
    }
}
