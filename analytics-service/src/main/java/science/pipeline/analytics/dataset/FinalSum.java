package science.pipeline.analytics.dataset;

import java.security.MessageDigest;
import java.util.HexFormat;

/** What a final CSV file has to be: the header once, then the parts in order. Fed while the parts are read. */
final class FinalSum {

    private final MessageDigest sha256 = Durable.sha256();
    private long bytes;
    private long rows;

    FinalSum() {
        byte[] header = RowWriter.header();
        add(header, 0, header.length);
    }

    /** Bytes of a part behind its header. */
    void add(byte[] from, int at, int length) {
        sha256.update(from, at, length);
        bytes += length;
    }

    void addRow() {
        rows++;
    }

    /** To be asked once, in the end. */
    Manifest.FinalFile file(String name) {
        return new Manifest.FinalFile(name, rows, bytes, HexFormat.of().formatHex(sha256.digest()));
    }
}
