package science.pipeline.dataset.closing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.Durable;
import science.pipeline.dataset.commit.PartBytes;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.rows.EventColumns;
import science.pipeline.dataset.sink.Refusal;

/**
 * Puts the files of a kind one after the other: partitions ascending, offsets ascending, one header. Every byte is
 * checked against its commit on the way.
 */
final class FinalFileWriter {

    private static final int BUFFER_BYTES = 1 << 20;

    private final ResultsFolder folder;
    private final EventColumns columns;
    private final BuildProgress progress;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    FinalFileWriter(ResultsFolder folder, EventColumns columns, BuildProgress progress) {
        this.progress = progress;
        this.folder = folder;
        this.columns = columns;
    }

    /**
     * Writes the file under a temporary name.
     *
     * @param name its final name
     * @param parts in the order in which they follow each other
     */
    Written write(Path temporary, String name, List<Commit.DataFile> parts) throws IOException {
        MessageDigest sha256 = Durable.sha256();
        byte[] header = columns.header();
        List<Commit.DataFile> slices = new ArrayList<>();
        long rows = 0;
        long at = header.length;
        long total = parts.stream().mapToLong(Commit.DataFile::bytes).sum();
        long done = 0;
        try (OutputStream out = new DigestOutputStream(
                new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER_BYTES), sha256)) {
            out.write(header);
            for (Commit.DataFile part : parts) {
                CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
                checked.getChecksum().update(header);
                long before = done;
                long length = append(part, checked, read -> progress.at(name, before + read, total));
                done += part.bytes();
                slices.add(new Commit.DataFile(
                        part.name(),
                        part.rows(),
                        header.length + length,
                        Durable.hex((CRC32C) checked.getChecksum()),
                        false,
                        new Commit.Slice(name, at)));
                rows += part.rows();
                at += length;
            }
        }
        Durable.syncFile(temporary);
        Manifest.FinalFile file = new Manifest.FinalFile(
                name, rows, Files.size(temporary), HexFormat.of().formatHex(sha256.digest()));
        return new Written(file, slices);
    }

    /** @param slices the parts where they lie in it */
    record Written(Manifest.FinalFile file, List<Commit.DataFile> slices) {}

    /** @return how many bytes its rows have there */
    private long append(Commit.DataFile part, OutputStream out, LongConsumer read) throws IOException {
        Path file = PartBytes.file(folder, part);
        CRC32C crc = new CRC32C();
        long written = 0;
        try (InputStream in = new BufferedInputStream(PartBytes.open(folder, part), BUFFER_BYTES)) {
            byte[] header = header(in);
            crc.update(header);
            EventColumns.Widening widening = columns.widening(header, header.length - 1);
            if (widening == null) {
                throw damaged(file, part, "its first line is no header of this dataset");
            }
            Rows rows = widening.isNone() ? plain(out) : new Widened(widening, out);
            long left = part.bytes() - header.length;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw damaged(file, part, left + " bytes are missing");
                }
                crc.update(buffer, 0, count);
                written += rows.write(buffer, 0, count);
                left -= count;
                read.accept(part.bytes() - left);
            }
        }
        if (!Durable.hex(crc).equals(part.crc32c())) {
            throw damaged(file, part, "its checksum is " + Durable.hex(crc));
        }
        return written;
    }

    /** Takes the bytes of a part behind its header. */
    private interface Rows {

        /** @return how many were written */
        long write(byte[] from, int at, int count) throws IOException;
    }

    private static Rows plain(OutputStream out) {
        return (from, at, count) -> {
            out.write(from, at, count);
            return count;
        };
    }

    /** Gives each row the columns that came later. */
    private final class Widened implements Rows {

        private final EventColumns.Widening widening;
        private final OutputStream out;
        private byte[] line = new byte[512];
        private int length;
        private byte[] wide = new byte[512];

        Widened(EventColumns.Widening widening, OutputStream out) {
            this.widening = widening;
            this.out = out;
        }

        @Override
        public long write(byte[] from, int at, int count) throws IOException {
            long written = 0;
            for (int i = at; i < at + count; i++) {
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = from[i];
                if (from[i] == '\n') {
                    written += writeLine();
                }
            }
            return written;
        }

        private int writeLine() throws IOException {
            if (wide.length < length + columns.count()) {
                wide = new byte[2 * (length + columns.count())];
            }
            int end = widening.widen(line, 0, length - 1, wide, 0);
            wide[end] = '\n';
            out.write(wide, 0, end + 1);
            length = 0;
            return end + 1;
        }
    }

    /** The first line, with its end; at most as much as any header has. */
    private byte[] header(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        do {
            next = in.read();
            if (next >= 0) {
                line.write(next);
            }
        } while (next >= 0 && next != '\n' && line.size() < buffer.length);
        return line.toByteArray();
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
