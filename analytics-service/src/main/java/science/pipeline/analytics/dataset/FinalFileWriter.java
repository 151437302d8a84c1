package science.pipeline.analytics.dataset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Puts the files of a kind one after the other: partitions ascending, offsets ascending, one header. Every byte is
 * checked against its commit on the way.
 */
final class FinalFileWriter {

    private static final int BUFFER_BYTES = 1 << 20;
    private static final byte[] HEADER = RowWriter.header();

    private final ResultsFolder folder;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    FinalFileWriter(ResultsFolder folder) {
        this.folder = folder;
    }

    /**
     * Writes the file under a temporary name.
     *
     * @param name its final name
     * @param parts in the order in which they follow each other
     */
    Manifest.FinalFile write(Path temporary, String name, List<Commit.DataFile> parts) throws IOException {
        MessageDigest sha256 = Durable.sha256();
        long rows = 0;
        try (OutputStream out = new DigestOutputStream(
                new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER_BYTES), sha256)) {
            out.write(HEADER);
            for (Commit.DataFile part : parts) {
                append(part, out);
                rows += part.rows();
            }
        }
        Durable.syncFile(temporary);
        return new Manifest.FinalFile(
                name, rows, Files.size(temporary), HexFormat.of().formatHex(sha256.digest()));
    }

    private void append(Commit.DataFile part, OutputStream out) throws IOException {
        Path file = folder.file(part.fileName());
        CRC32C crc = new CRC32C();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER.length);
            crc.update(header);
            long left = part.bytes() - header.length;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw damaged(file, part, left + " bytes are missing");
                }
                crc.update(buffer, 0, count);
                out.write(buffer, 0, count);
                left -= count;
            }
        }
        if (!Durable.hex(crc).equals(part.crc32c())) {
            throw damaged(file, part, "its checksum is " + Durable.hex(crc));
        }
    }

    private static Refusal damaged(Path file, Commit.DataFile part, String found) {
        return new Refusal("The data file " + file + " is damaged: " + found + "; its commit names " + part.bytes()
                + " bytes with checksum " + part.crc32c()
                + ". The final dataset was not built. Restore the results folder"
                + " from a copy, or read the topic anew into an empty one.");
    }

    /** Bytes and checksum of a file that another library wrote. */
    Manifest.FinalFile describe(Path file, String name, long rows) throws IOException {
        MessageDigest sha256 = Durable.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
        }
        return new Manifest.FinalFile(
                name, rows, Files.size(file), HexFormat.of().formatHex(sha256.digest()));
    }
}
